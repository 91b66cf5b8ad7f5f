"""Styles of pressing: how long each holds. One TOML file a style, loaded by name."""

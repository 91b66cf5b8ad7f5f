"""Reads TOML files and profiles into validated settings; the only place that does."""

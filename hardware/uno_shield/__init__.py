"""The Uno shield: six pads."""

"""The Nano carrier for 16 pads."""

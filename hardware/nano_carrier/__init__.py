"""The Nano carrier: eight pads."""

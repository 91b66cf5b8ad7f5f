"""`pawpress doctor`: looks for what keeps a rig from working."""

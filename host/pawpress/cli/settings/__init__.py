"""`pawpress settings`: what is stored in the rig."""

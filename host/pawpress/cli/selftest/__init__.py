"""`pawpress selftest`: has the rig test itself."""

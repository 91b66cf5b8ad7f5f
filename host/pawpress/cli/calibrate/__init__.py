"""The command `pawpress calibrate`: what it may be told, and how it is done, guided or from a table."""

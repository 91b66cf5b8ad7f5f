"""`pawpress serve`: the dashboard in a browser on this computer."""

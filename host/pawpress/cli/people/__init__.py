"""`pawpress people`: profiles of givers and partners."""

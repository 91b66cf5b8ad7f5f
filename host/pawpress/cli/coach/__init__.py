"""`pawpress coach`: a coached session in lines, for a terminal, a screen reader or a script."""

"""`pawpress live`, and how every session with a screen or without is run."""

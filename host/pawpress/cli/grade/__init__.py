"""`pawpress grade`: judges recordings and files of others."""

"""What is particular to this computer: its files, processes and logs, and what comes from outside."""

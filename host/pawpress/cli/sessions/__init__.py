"""`pawpress sessions`: the sessions kept on this machine, one module per subcommand."""

"""Stage 2, roles: which column is the time, which are forces, which are neither, each with its unit and a reason."""

"""Stage 3, time: from the cells of a column, a counter or a rate to seconds since the first row."""

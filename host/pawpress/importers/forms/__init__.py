"""Stage 1, read: from the bytes of a file to named columns of cells, whatever program wrote it."""

"""The pure core: bytes in, events out. No files, clocks, threads, sockets or logging."""

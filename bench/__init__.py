"""The benchmarks behind every figure in the README: `make bench`, or one at a time with `python -m bench.NAME`."""

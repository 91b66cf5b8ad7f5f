"""The firmware on an emulated board: a C program on libsimavr and its Python driver. For tests; never shipped."""

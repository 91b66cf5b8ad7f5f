"""Rigs for tests and benches, never shipped: the firmware in libsimavr, boards on bad lines, bodies on pads."""

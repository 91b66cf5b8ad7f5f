"""The metrics of a press, each a pure function of its waveform with its row in the registry.

`t_s` is session time in seconds, shape (n,), increasing but not necessarily even; `force_n` is the force above the
resting level, shape (n,), newtons. Times of crossings are interpolated linearly between samples. Every module here is
found by itself: docs/how-to/add-a-metric.md.
"""

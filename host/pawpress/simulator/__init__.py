"""The simulator: takes a scenario in newtons, gives a rig one can talk to. Knows nothing of presses or verdicts.

A scenario (`scenario`, `scenarios/*.toml`) says who presses where and how; `body` turns it into readings, a `Board`
(`board`) turns readings into bytes, and `simulated_link` makes that a `Link` like any serial port. A board is the
real firmware in an emulator (`avr_board`) or its core as WebAssembly (`core_board`).
"""

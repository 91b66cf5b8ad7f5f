"""The emulator process: V8 with the firmware image in avr8js, apart from everything that must not crash.

`python -P -m pawpress.simulator.emulator` is the process: `__main__` starts it, `v8` is the only module of the product
that imports py_mini_racer, `boards` answers single requests, `paced` lives by its own clock. `process` starts and ends
it from outside, `requests` is the language between the two, `link` the rig one reads bytes from.
"""

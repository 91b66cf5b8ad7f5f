"""A model of the firmware's logic: takes scans, contacts and received bytes, gives the same frames as the real one.

Each file mirrors one of `firmware/pawpress/src/core/`: `scan_plan`, `settings`, `store`, `guard`, `inputs`,
`self_test`, `commands` (`rig_commands.c`), `firmware` (`rig.c`) and `say` (`rig_say.c`). tests/contract runs one suite
on both, and tests/system compares their frames. It knows nothing of time within a step; `model_board` does.
"""

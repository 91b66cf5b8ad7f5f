"""The table of figures: what was measured anew takes the place of the old, and nothing else moves."""

from __future__ import annotations

from bench.figure import HEAD, Figure, merged

FAST, SLOW = "python -m bench.fast", "python -m bench.slow"
OLD = "\n".join([*HEAD, f"| a | 1 s | `{FAST}` |", f"| b | 2 s | `{SLOW}` |", f"| c | 3 s | `{FAST}` |"])


def test_rows_of_a_command_are_replaced_where_its_first_one_stood() -> None:
    table = merged(OLD, [Figure("a", "4 s", FAST), Figure("d", "5 s", FAST)])
    assert table.splitlines()[2:] == [f"| a | 4 s | `{FAST}` |", f"| d | 5 s | `{FAST}` |", f"| b | 2 s | `{SLOW}` |"]


def test_a_new_command_comes_last_and_nothing_measured_changes_nothing() -> None:
    assert merged("", [Figure("a", "1 s", FAST)]).splitlines() == [*HEAD, f"| a | 1 s | `{FAST}` |"]
    assert merged(OLD, []) == OLD
    assert merged(OLD, [Figure("e", "6 s", "python -m bench.new")]).splitlines()[-1].startswith("| e |")

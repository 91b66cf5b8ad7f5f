"""Which actions do something now, by the state of the session."""

from __future__ import annotations

from collections.abc import Callable

from pawpress.dashboard.state import ViewState


def _goes_on(state: ViewState) -> bool:
    return state.ended is None


def _is_live(state: ViewState) -> bool:
    return not state.playing and not state.waiting and state.ended is None


def _keeps(state: ViewState) -> bool:
    return state.recording or state.may_record


OFFERED: dict[str, Callable[[ViewState, bool], bool]] = {
    "stop": lambda state, foot: foot and not state.replay,
    "acknowledge": lambda state, _: not state.replay,
    "note": lambda state, foot: _keeps(state) and not foot,
    "good_spot": lambda state, _: _keeps(state),
    "partner": lambda state, foot: _is_live(state) and not foot,
    "coached": lambda state, foot: _goes_on(state) and state.coach is not None and not foot,
    "own_hand": lambda state, _: state.may_press,
    **dict.fromkeys(("seek", "pace", "press_by_press", "jump", "go_to"), lambda state, _: state.playing),
}
"""By action: whether it does something, from the state and whether feet are on the pads.

No line to type in may ever stand before the key that stops feet.
"""
ONLY_BELOW = {*OFFERED, "record", "hands", "counters"} - {"stop", "acknowledge"}
"""What works on the dashboard itself and not through the page of settings over it."""

"""The compiled part of the core: one WebAssembly image for every system, with the same bits on every processor.

This folder alone may load what is not Python. Where the image does not run, `require` says so and nothing starts:
there is no other arithmetic to fall back on.
"""

from pawpress.core.kernel.followed_rest import FollowedRest, RestLimits
from pawpress.core.kernel.functions import arc_length, cosine_sine, exp, log, power, swing_power
from pawpress.core.kernel.press_curve import Band, Curve, Shares
from pawpress.core.kernel.smoothing import Smoothing
from pawpress.core.kernel.text_table import NotExact, NotNumbers, table_rows
from pawpress.core.kernel.wasm_machine import KernelStopped, KernelUnavailable, require

__all__ = [
    "Band",
    "Curve",
    "FollowedRest",
    "KernelStopped",
    "KernelUnavailable",
    "NotExact",
    "NotNumbers",
    "RestLimits",
    "Shares",
    "Smoothing",
    "arc_length",
    "cosine_sine",
    "exp",
    "log",
    "power",
    "require",
    "swing_power",
    "table_rows",
]

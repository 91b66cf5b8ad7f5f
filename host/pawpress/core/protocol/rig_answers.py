"""What a rig says of itself, in words for people."""

from __future__ import annotations

from pawpress.core.protocol.schema_generated import NAK_REMEDY, Hello, Nak


def firmware_version(hello: Hello) -> str:
    """Return the version of the rig's firmware, such as `1.0.0`."""
    return f"{hello.firmware_major}.{hello.firmware_minor}.{hello.firmware_patch}"


def why_refused(answer: Nak) -> str:
    """Return why a command was refused and what to do about it, two sentences."""
    cause, remedy = NAK_REMEDY.get(answer.code, ("The rig refused a command.", "Run `pawpress doctor`."))
    return f"{cause} {remedy}"

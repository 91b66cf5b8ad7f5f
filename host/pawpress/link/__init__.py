"""Room 1, link: takes a port, gives bytes. Knows nothing of frames."""

from pawpress.link.seam import Link, LinkError, LinkFailed, LinkOver

__all__ = ["Link", "LinkError", "LinkFailed", "LinkOver"]

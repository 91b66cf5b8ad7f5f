"""Room 2, protocol: takes bytes, gives messages and the health of the link. Knows nothing of what the numbers mean."""

from pawpress.core.protocol.codec import FrameError, decode, encode
from pawpress.core.protocol.decoder import Decoder, LinkHealth, Scans

__all__ = ["Decoder", "FrameError", "LinkHealth", "Scans", "decode", "encode"]

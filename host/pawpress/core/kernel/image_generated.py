"""What the kernel's image is and was made from: `python -m tools.build_kernel` writes it."""

from typing import Final

IMAGE_SHA256: Final = "f3e1aa590ec6e8d2dedc8b5d08e3c2e7057903c61565c68049436f1f12446ae2"
SOURCES_SHA256: Final = "05a5772288564d95e2be774b627f5ca5cb98179f67f587c83926773affdeebc5"
COMPILER: Final = "ziglang==0.14.1"

"""What the kernel's image is and was made from: `python -m tools.build_kernel` writes it."""

from typing import Final

IMAGE_SHA256: Final = "bc4725709cb5e755932d6dc23198549de0c37a7777edb6825eb54f7340df9ed2"
SOURCES_SHA256: Final = "42e8ea1f12920a3b3a084a96fe0c6474bbd51b683202aa5ca35ba71e9280a5a0"
COMPILER: Final = "ziglang==0.14.1"

"""What the kernel's image is and was made from: `python -m tools.build_kernel` writes it."""

from typing import Final

IMAGE_SHA256: Final = "1bea25c03edced7b9ed6775848c829661e1ff6b9f12375b3cb955143c51f89d3"
SOURCES_SHA256: Final = "d7dbbb152829b4a96a81bca9b942fba71ba49aa56cbb1ba1ea1a0251e4244297"
COMPILER: Final = "ziglang==0.14.1"

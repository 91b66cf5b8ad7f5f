"""What the kernel's image is and was made from: `python -m tools.build_kernel` writes it."""

from typing import Final

IMAGE_SHA256: Final = "d39a5274cd2ce00efd54e4e6644ed49bdb165c29a61939923015d8dcbb33c161"
SOURCES_SHA256: Final = "b07ca40f510391d71f332f241e09f60e23e2d5bd666f104f79e27d4d5cb29f8c"
COMPILER: Final = "ziglang==0.14.1"

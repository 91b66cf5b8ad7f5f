"""What the kernel's image is and was made from: `python -m tools.build_kernel` writes it."""

from typing import Final

IMAGE_SHA256: Final = "e1922790310e29a9e8f19f8f4584c500b363792738eb54fff31257688180e183"
SOURCES_SHA256: Final = "3fb551974155456f8236983ed15007a03b05d5ca67d147a18651e85e98fd858d"
COMPILER: Final = "ziglang==0.14.1"

"""What the kernel's image is and was made from: `python -m tools.build_kernel` writes it."""

from typing import Final

IMAGE_SHA256: Final = "81ab0a316efa0efa3b6facb60c7fc5a7fb9f0ebcc6f6f65ac314bb01f3b330b2"
SOURCES_SHA256: Final = "e54c6df9571d08131ad23657b5aa23949c9efa7dbaa2403dd59b37a63fd3821b"
COMPILER: Final = "ziglang==0.14.1"

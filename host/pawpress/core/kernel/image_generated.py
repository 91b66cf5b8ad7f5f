"""What the kernel's image is and was made from: `python -m tools.build_kernel` writes it."""

from typing import Final

IMAGE_SHA256: Final = "2a8829382736c0740cc6b34e88c790c5a9c20b6cb731b1b0fb4ed3fd9eb429b5"
SOURCES_SHA256: Final = "e8e1890cafb5f15929831a9157f71141c2f8c2dbe9c91059cbc7d5bc59615fa8"
COMPILER: Final = "ziglang==0.14.1"

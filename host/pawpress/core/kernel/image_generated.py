"""What the kernel's image is and was made from: `python -m tools.build_kernel` writes it."""

from typing import Final

IMAGE_SHA256: Final = "5d1f0b20c4538a3a1a4c211ba3186aba21933c67cb75d49e70337289b7a6a9c6"
SOURCES_SHA256: Final = "df57858910089bd2dbcaac4e435eb711bf4aa2410dfb30a50e68d50de69fbbf1"
COMPILER: Final = "ziglang==0.14.1"

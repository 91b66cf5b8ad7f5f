"""What the kernel's image is and was made from: `python -m tools.build_kernel` writes it."""

from typing import Final

IMAGE_SHA256: Final = "e5e3ec3d8686bd0e75acb3e576ed3dcc96931fb77e1796649a1af4281a3f82af"
SOURCES_SHA256: Final = "f168aedcee915bd9696cfb54a8b6a99eea1a96dd87c91509a97019b093a219b1"
COMPILER: Final = "ziglang==0.14.1"

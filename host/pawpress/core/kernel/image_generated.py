"""What the kernel's image is and was made from: `python -m tools.build_kernel` writes it."""

from typing import Final

IMAGE_SHA256: Final = "a11d723e7562a567adf004a8cb8bacffd700156af57bf5c01cb7258c1934eedd"
SOURCES_SHA256: Final = "296ab5290219741f9a2dbda0edf2e8eae8dfaf0d780212eeb7bc27c749e543a3"
COMPILER: Final = "ziglang==0.14.1"

"""What the kernel's image is and was made from: `python -m tools.build_kernel` writes it."""

from typing import Final

IMAGE_SHA256: Final = "a467ede4931e79765941ff2c5b851e283c92bf56881085ff243cd1e21df7481a"
SOURCES_SHA256: Final = "a40ea5c9236eeaaa1f313612e5a10041d4a3011e7ccdb9da712dd6a30d0090b3"
COMPILER: Final = "ziglang==0.14.1"

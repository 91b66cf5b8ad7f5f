"""What the kernel's image is and was made from: `python -m tools.build_kernel` writes it."""

from typing import Final

IMAGE_SHA256: Final = "62fc0ee25f989cfde37567ab90d424ef4fd5991ec403f2bd0b414d84652ce391"
SOURCES_SHA256: Final = "4152088116881d75e3134fbdac553e027c04c28efebac5f955c5c0e2432194c2"
COMPILER: Final = "ziglang==0.14.1"

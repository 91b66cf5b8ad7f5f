"""What the kernel's image is and was made from: `python -m tools.build_kernel` writes it."""

from typing import Final

IMAGE_SHA256: Final = "6667b62e9340c6995918f7c10412b35d14ded7b7f55366b03ffc02e4ad53d7d0"
SOURCES_SHA256: Final = "7fc5a943407cd93936154b3a13aa8dc19b59010a8624d0ec87138735bd9c91fb"
COMPILER: Final = "ziglang==0.14.1"

"""What the kernel's image is and was made from: `python -m tools.build_kernel` writes it."""

from typing import Final

IMAGE_SHA256: Final = "9ae71635499db76aac4b78d48ea338fdb877a419d0d3904388796ba212e66798"
SOURCES_SHA256: Final = "3f02622dd37452ad16886a4a658c43530a0386d2349d236786a7d39fcdf5e58d"
COMPILER: Final = "ziglang==0.14.1"

"""What the kernel's image is and was made from: `python -m tools.build_kernel` writes it."""

from typing import Final

IMAGE_SHA256: Final = "1b6f8f3c20ba7e3bf41f2af92592c36a034705060cff19153501266343fa0787"
SOURCES_SHA256: Final = "43d741c8ed57db5c5fa1320429ce600f9bfa01bdb4e53f59545c3f32199b932d"
COMPILER: Final = "ziglang==0.14.1"

"""What the kernel's image is and was made from: `python -m tools.build_kernel` writes it."""

from typing import Final

IMAGE_SHA256: Final = "810afd27b387a56cf3352f5bbd6c52fe6044e1fad0db0f25063c6811b7d9dcfa"
SOURCES_SHA256: Final = "f52ff77788dd61c38d0bee18ac9ea853d5f62a8f9220f7cbb1dc38217c289480"
COMPILER: Final = "ziglang==0.14.1"

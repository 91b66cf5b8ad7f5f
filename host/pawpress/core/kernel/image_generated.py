"""What the kernel's image is and was made from: `python -m tools.build_kernel` writes it."""

from typing import Final

IMAGE_SHA256: Final = "fa77d6271bc534a0779d853f4c41410836533c0d3f8c252c06d11e62cbe56c7a"
SOURCES_SHA256: Final = "715acd9e57b348dd116489a5493a7d9949ad220470a16ba8841fcbcd1eb8fba3"
COMPILER: Final = "ziglang==0.14.1"

"""What the kernel's image is and was made from: `python -m tools.build_kernel` writes it."""

from typing import Final

IMAGE_SHA256: Final = "1035fb297daf78517cd7d82a3857ef5fd602a30d488e91b8fa7173203926f3e6"
SOURCES_SHA256: Final = "9b2c242117ba6d65fe1fd04caf3a73a1b5ef742d1381071d77e6a9fbbbb36e61"
COMPILER: Final = "ziglang==0.14.1"

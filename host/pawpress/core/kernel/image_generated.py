"""What the kernel's image is and was made from: `python -m tools.build_kernel` writes it."""

from typing import Final

IMAGE_SHA256: Final = "f7809144c83c7322648ba13de002406e306333d57a712cff3d14dfcdcb4b9b97"
SOURCES_SHA256: Final = "70702a0ccef407236c4975a074e1e7a98f731cc1066135060ebff76243dc66fc"
COMPILER: Final = "ziglang==0.14.1"

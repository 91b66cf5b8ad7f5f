#!/bin/sh
# Installs the Debian packages that the whole test suite needs, or says which are missing and what then does not run.
set -eu
here=$(dirname "$0")

# package : what does not run without it
packages="
gcc:the native firmware tests
libc6-dev:the native firmware tests
gcc-avr:the firmware builds and everything in simavr
avr-libc:the firmware builds and everything in simavr
binutils-avr:the firmware builds and everything in simavr
arduino-core-avr:the builds the way the Arduino IDE does them
arduino-builder:the builds the way the Arduino IDE does them
libsimavr-dev:everything in simavr
libelf-dev:everything in simavr
clang:the portable builds for other controllers, and the fuzzing
libclang-rt-dev:the fuzzing of the firmware
gcc-arm-none-eabi:the core's tests on a Cortex-M3 and a Cortex-M4
picolibc-arm-none-eabi:the core's tests on a Cortex-M3 and a Cortex-M4
qemu-system-arm:the core's tests on a Cortex-M3 and a Cortex-M4
gcc-riscv64-unknown-elf:the core's tests on a 32-bit RISC-V
picolibc-riscv64-unknown-elf:the core's tests on a 32-bit RISC-V
qemu-system-misc:the core's tests on a 32-bit RISC-V
qemu-user-static:the judging on aarch64
avrdude:the uploads to an emulated bootloader
cppcheck:the static analysis of the firmware
tmux:the dashboard in a real terminal
chromium:the report in a browser
fonts-dejavu-core:the report in a browser
poppler-utils:the pages of the report on paper
espeak-ng:the coach's speech
"

missing=""
for row in $(echo "$packages" | cut -d: -f1); do
    dpkg -s "$row" >/dev/null 2>&1 || missing="$missing $row"
done
[ -n "$missing" ] || exit 0

echo "Installing Debian packages:$missing"
if "$here/as-root.sh" apt-get update -qq >/dev/null 2>&1 &&
    "$here/as-root.sh" apt-get install -y -qq --no-install-recommends $missing >/dev/null; then
    exit 0
fi
[ "${CI:-}" = true ] && { echo "They could not be installed, and CI must not skip." >&2; exit 1; }
echo "They could not be installed (no root, no sudo, or no Debian). What therefore does not run:" >&2
echo "$packages" | while IFS=: read -r package what; do
    case " $missing " in *" $package "*) [ -z "$package" ] || echo "  $package: $what" >&2 ;; esac
done
echo "To run everything: sudo apt-get install$missing" >&2

# The native tests of the core, run on other processors in QEMU: two of ARM's and one RISC-V, each with the C library
# picolibc, which talks to QEMU by semihosting. The host's run has the sanitizers; these have other word sizes, other
# alignment and other compilers.
# For trying out that a failure is noticed.
EMULATED_EXTRA ?=
CORES := cortex-m3 cortex-m4 rv32imac
EMULATED_FLAGS := --specs=picolibc.specs --oslib=semihost --crt0=hosted -Os -std=c11 -Wall -Wextra -Wshadow -Werror \
  -Wl,--defsym=__stack_size=65536 -Wl,--defsym=__flash_size=0x400000 -Wl,--defsym=__ram_size=0x400000
ARM_CC := arm-none-eabi-gcc
ARM_PLACES := -Wl,--defsym=__flash=0 -Wl,--defsym=__ram=0x20000000
CC_cortex-m3 := $(ARM_CC) -mcpu=cortex-m3 -mthumb $(ARM_PLACES)
CC_cortex-m4 := $(ARM_CC) -mcpu=cortex-m4 -mthumb $(ARM_PLACES)
CC_rv32imac := riscv64-unknown-elf-gcc -march=rv32imac -mabi=ilp32 -Wl,--defsym=__flash=0x80000000 -Wl,--defsym=__ram=0x80400000
RUN_cortex-m3 := qemu-system-arm -M mps2-an385
RUN_cortex-m4 := qemu-system-arm -M mps2-an386
RUN_rv32imac := qemu-system-riscv32 -M virt -bios none

emulated: $(CORES:%=emulated-%)

emulated-%: $(BUILD)/native/%.elf
	$(RUN_$*) -nographic -semihosting -kernel $<

$(BUILD)/native/%.elf: $(NATIVE_SOURCES) $(HEADERS) $(wildcard native/*.h) $(VECTORS) Makefile native.mk emulated.mk
	@mkdir -p $(BUILD)/native
	$(CC_$*) $(EMULATED_FLAGS) $(EMULATED_EXTRA) -I$(SKETCH)/src/core -I$(BUILD)/native -o $@ $(NATIVE_SOURCES)

.PHONY: emulated
.PRECIOUS: $(BUILD)/native/%.elf

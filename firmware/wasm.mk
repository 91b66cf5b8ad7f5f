# The core and a board played around it as WebAssembly, for a demo without the AVR emulator. The compiler comes from
# the Python environment (ziglang, pinned), so that the image is the same to the byte wherever it is built.
WASM_SOURCES := $(sort $(wildcard wasm/*.c)) $(CORE)
WASM_HEADERS := $(sort $(wildcard wasm/*.h))
WASM_EXPORTS := run_steps run_sent scan_codes line_sent incoming eeprom
WASM_STACK_BYTES := 16384
# Without -fno-builtin memset would be compiled into a call of itself. The stack comes first in memory, so that one
# that grows too long leaves the memory, which is a trap, instead of growing into the variables.
WASM_FLAGS := -target wasm32-freestanding -ffreestanding -fno-builtin -nostdlib -std=c11 -Os -s \
  -isystem native/freestanding -Wall -Wextra -Wconversion -Wshadow -Werror \
  -Wl,--no-entry -Wl,-z,stack-size=$(WASM_STACK_BYTES) $(WASM_EXPORTS:%=-Wl,--export=%)
ZIG ?= $(abspath ../.venv/bin/python) -m ziglang
# Of its own, so that nothing of another project or compiler gets in.
ZIG_CACHE := $(abspath $(BUILD))/zig

wasm: $(BUILD)/core.wasm
	PYTHONPATH=.. $(PYTHON) -m firmware.tools.core_image $< $(IMAGES)

$(BUILD)/core.wasm: $(WASM_SOURCES) $(WASM_HEADERS) $(HEADERS) wasm.mk
	@mkdir -p $(BUILD)
	ZIG_GLOBAL_CACHE_DIR=$(ZIG_CACHE) ZIG_LOCAL_CACHE_DIR=$(ZIG_CACHE) $(ZIG) cc $(WASM_FLAGS) -o $@ $(WASM_SOURCES)

.PHONY: wasm

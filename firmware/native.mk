# The portable core on this computer and, compiled only, on other controllers.
NATIVE_SOURCES := $(sort $(wildcard native/*.c)) $(CORE)
NATIVE_FLAGS := -std=c11 -O0 -g -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror
SANITIZERS := -fsanitize=address,undefined -fno-sanitize-recover=all
VECTORS := $(BUILD)/native/vectors_generated.h

native: $(BUILD)/native/tests
	$<

$(BUILD)/native/tests: $(NATIVE_SOURCES) $(HEADERS) $(wildcard native/*.h) $(VECTORS) Makefile native.mk
	gcc $(NATIVE_FLAGS) $(SANITIZERS) -I$(SKETCH)/src/core -I$(BUILD)/native -o $@ $(NATIVE_SOURCES)

$(VECTORS): ../tools/generate_vectors_header.py ../protocol/pawpress.toml $(wildcard ../protocol/vectors/*.json)
	$(PYTHON) $< $@

CLANG ?= clang
PORTABLE_FLAGS := -ffreestanding -isystem $(CURDIR)/native/freestanding -std=c11 -Wall -Wextra -Wconversion -Wshadow -Werror -Os -c
TARGET_thumbv6m := --target=thumbv6m-none-eabi -mcpu=cortex-m0plus
TARGET_thumbv7em := --target=thumbv7em-none-eabi -mcpu=cortex-m4
TARGET_riscv32 := --target=riscv32 -march=rv32imc

portable: portable-thumbv6m portable-thumbv7em portable-riscv32

portable-%:
	@mkdir -p $(BUILD)/$@
	cd $(BUILD)/$@ && $(CLANG) $(TARGET_$*) $(PORTABLE_FLAGS) $(CORE:%=$(CURDIR)/%)

# Any bytes from the host, good frames among them; RUNS=5000000 for a night. The rig behind the frames is much slower.
RUNS ?= 200000
FUZZ_FLAGS := -std=c11 -g -O2 -fsanitize=fuzzer,address,undefined -fno-sanitize-recover=all

fuzz: fuzz-frame fuzz-rig

fuzz-%: $(BUILD)/native/fuzz_%
	@mkdir -p $(BUILD)/native/corpus_$*
	$< -runs=$(RUNS) -max_len=512 -seed=1 -print_final_stats=1 $(BUILD)/native/corpus_$*

$(BUILD)/native/fuzz_%: fuzz/fuzz_%.c $(CORE) $(HEADERS) native.mk
	@mkdir -p $(BUILD)/native
	$(CLANG) $(FUZZ_FLAGS) -I$(SKETCH)/src/core -o $@ $< $(CORE)

cppcheck:
	cppcheck --quiet --std=c11 --platform=avr8 -D__AVR__ -D__AVR_ATmega328P__ -DF_CPU=16000000UL \
	  --enable=warning,style,performance,portability --suppress=missingIncludeSystem --suppress=unusedStructMember \
	  --inline-suppr --error-exitcode=1 $(SOURCES)

.PHONY: native portable fuzz cppcheck
.PRECIOUS: $(BUILD)/native/fuzz_%

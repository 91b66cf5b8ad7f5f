# The sketch through Debian's arduino-builder, the builder inside the Arduino IDE 1.8, with the real board names.
ARDUINO_BOARDS := uno nano@atmega328 nano@atmega328old mega@atmega2560
# Debian's core 1.8.7 needs this to compile with Debian's gcc 5.4.
ARDUINO_FLAGS := compiler.cpp.extra_flags=-DDECIMAL_DIG=__DECIMAL_DIG__

arduino: $(ARDUINO_BOARDS:%=arduino-%)

arduino-%:
	@rm -rf $(BUILD)/$@ && mkdir -p $(BUILD)/$@
	arduino-builder -compile -quiet -hardware /usr/share/arduino/hardware -hardware /usr/share/arduino-builder \
	  -tools /usr/bin -fqbn arduino:avr:$(subst @,:cpu=,$*) -ide-version 10819 -warnings default \
	  -prefs $(ARDUINO_FLAGS) -build-path $(abspath $(BUILD))/$@ $(SKETCH)/$(SKETCH).ino
	@avr-size $(BUILD)/$@/$(SKETCH).ino.elf | tail -1

.PHONY: arduino

# Everything a developer does, as targets. `make demo` and `make test` set up whatever they need.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
BUNDLE := host/pawpress/simulator/avr8js_generated.js

.DEFAULT_GOAL := help
.PHONY: docs notebook hardware nightly help setup demo test check dev bundle generate lock firmware images bench pictures report-picture figures wheel clean

help:            ## Show this list.
	@grep -E '^[a-z-]+: .*##|^[a-z-]+: +##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

setup: $(VENV)/.demo $(BUNDLE)   ## Prepare .venv with the command pawpress and the emulator.

demo: setup      ## Open the dashboard on the emulated rig.
	@$(BIN)/pawpress demo

test:            ## Set up everything, system packages included, and run every check and test.
	@tools/system-packages.sh
	@hardware/tools/install-packages.sh
	@$(MAKE) --no-print-directory dev bundle
	@$(MAKE) --no-print-directory -C hardware python
	@tools/arm64-python.sh build/arm64
	@tools/check.sh

check: dev bundle   ## Run every check and test that this machine has the tools for.
	@tools/check.sh

nightly: dev bundle   ## Run the long tests in full: kills, damaged files, replugs, a whole day. Takes hours.
	PAWPRESS_NIGHTLY=1 OPENBLAS_NUM_THREADS=1 $(BIN)/python -m pytest -q -p no:cacheprovider
	OPENBLAS_NUM_THREADS=1 $(BIN)/python -m bench.endurance --full

dev: $(VENV)/.dev   ## Prepare .venv for developing.

bundle: $(BUNDLE)   ## Build the AVR emulator for the demo from its npm package.

generate: dev    ## Write the generated files anew.
	$(BIN)/python -m tools.generate_all

lock: dev        ## Resolve the lock files anew.
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header \
	    --extra emulator --group build pyproject.toml -o requirements/demo.txt
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header \
	    --extra emulator --group dev pyproject.toml -o requirements/dev.txt
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header \
	    requirements/node.in -o requirements/node.txt
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header \
	    -c requirements/demo.txt requirements/arm64.in -o requirements/arm64.txt
	$(MAKE) -C hardware lock

firmware:        ## Build the firmware with avr-gcc.
	$(MAKE) -C firmware all

images: firmware dev ## Build the firmware and put its images into the package, the core as WebAssembly too.
	$(MAKE) -C firmware images wasm

hardware: dev    ## Make board, mat and glove files anew and check them with KiCad, ngspice and OpenSCAD.
	$(MAKE) -C hardware all check

bench: dev bundle   ## Measure the figures of the README.
	$(BIN)/python -m bench.all

pictures: dev bundle   ## Take the pictures of every screen anew; needs tmux and Chromium.
	$(BIN)/python -m tools.make_pictures
	$(BIN)/python -m tools.make_browser_picture

report-picture: dev   ## Take the picture of a report in the docs anew; needs Chromium.
	$(BIN)/python -m tools.make_report_picture

figures: dev     ## Draw the figures of the explanations anew.
	$(BIN)/python -m tools.make_figures
	$(BIN)/python -m tools.make_real_figures

docs: dev        ## Build the documents as web pages; a broken link is an error.
	@$(BIN)/python -m sphinx -q -W --keep-going -b html docs build/docs

notebook: dev    ## Run the tutorial that is a notebook, and write it with its results.
	$(BIN)/python -m tools.make_notebook

wheel: dev bundle   ## Build sdist and wheel.
	$(BIN)/uv build -q --out-dir dist

clean:           ## Remove what can be made again.
	rm -rf $(VENV) dist build tools/js/node_modules $(BUNDLE)
	$(MAKE) -C firmware clean

$(VENV)/bin/python:
	@tools/make-venv.sh $(PYTHON) $(VENV)

$(VENV)/.demo: requirements/demo.txt pyproject.toml | $(VENV)/bin/python
	@tools/install.sh $(VENV) requirements/demo.txt
	@touch $@

$(VENV)/.dev: requirements/dev.txt pyproject.toml | $(VENV)/bin/python
	@tools/install.sh $(VENV) requirements/dev.txt
	@touch $@ $(VENV)/.demo

$(BUNDLE): tools/js/package-lock.json $(wildcard tools/js/*.ts tools/js/*.mjs) | $(VENV)/bin/python
	@tools/build-bundle.sh $(VENV) $@

# Two commands for people: `make run` and `make test`. Everything lands in .venv beside this file.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: run test lint clean

run: $(STAMP)
	$(BIN)/python -m streamlit run app.py

test: $(STAMP)
	$(BIN)/python -m ruff check .
	$(BIN)/python -m mypy -n 2
	OMP_NUM_THREADS=1 $(BIN)/python -m pytest -n 2 --dist worksteal

lint: $(STAMP)
	$(BIN)/python -m ruff check .
	$(BIN)/python -m mypy -n 2

# Compiled on all cores, where pip uses one; some packages hold templates that are no Python, which nobody imports.
$(STAMP): pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --disable-pip-version-check --no-compile -q -c constraints.txt -e '.[ocr,dev]'
	$(BIN)/python -m compileall -qq -j 0 $(VENV)/lib >/dev/null || true
	touch $(STAMP)

clean:
	rm -rf $(VENV)

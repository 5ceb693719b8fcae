# Thin wrappers: each target sets up what it needs and calls the tool that does the work.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PLUGINS := quotes anonymity entities dates
EDITABLE := -e '.[tagging,html,arrow,serve,zstd,testing]' $(foreach p,$(PLUGINS),-e plugins/$(p))
TOOLS := ipykernel jsonschema lxml mypy nbclient pytest pytest-benchmark pytest-cov pytest-xdist ruff selenium sqlite-utils httpx
UV := $(shell command -v uv 2>/dev/null)
CORPORA ?= ../shared
# The same examples each time; pytest alone tries new ones.
export HYPOTHESIS_PROFILE ?= fixed

.PHONY: demo test bench score check lint types docs clean

$(VENV)/.ready: pyproject.toml constraints.txt $(foreach p,$(PLUGINS),plugins/$(p)/pyproject.toml)
ifneq ($(UV),)
	test -d $(VENV) || uv venv --quiet --python $(PYTHON) $(VENV)
	uv pip install --quiet --python $(VENV) --constraint constraints.txt $(EDITABLE) $(TOOLS)
else
	test -d $(VENV) || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt $(EDITABLE) $(TOOLS)
endif
	touch $@

demo: $(VENV)/.ready
	$(BIN)/textlens analyse seeds/articles.jsonl --format summary
	$(BIN)/textlens report seeds/articles.jsonl -o out/report

test: $(VENV)/.ready
	$(BIN)/python -m pytest -q -n 2 --benchmark-disable $(COVER)

bench: $(VENV)/.ready
	$(BIN)/python -m pytest benchmarks -q -rs -o python_files='bench_*.py' --benchmark-sort=name $(BENCH)

score: $(VENV)/.ready
	$(BIN)/python benchmarks/accuracy/score.py --shared $(CORPORA)

lint: $(VENV)/.ready
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: $(VENV)/.ready
	$(BIN)/mypy src $(foreach p,$(PLUGINS),plugins/$(p)/src)

docs: $(VENV)/.ready
	$(BIN)/python -m pytest -q tests/docs

check: COVER := --cov=textlens --cov-branch --cov-report=term:skip-covered
check: lint types test docs

clean:
	rm -rf $(VENV) out .pytest_cache .mypy_cache .ruff_cache .hypothesis .benchmarks

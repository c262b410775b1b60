# Two commands matter: `make run` and `make test`. What they call is in scripts/, in Python.

# Any Python from 3.11 on; make run PYTHON=/path/to/python3 chooses one.
PYTHON ?= python3
RUN = .venv/bin/python -m
FIND_PYTHON = command -v $(PYTHON) >/dev/null || { \
  echo "Leanplan needs Python 3.11 or later, and there is no $(PYTHON) here."; \
  echo "Debian and Ubuntu: sudo apt install python3 python3-venv"; exit 1; }

.NOTPARALLEL:
.PHONY: help run dev prepare test bench query-counts assets environment environment-dev messages lock clean

help:  ## show these lines
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-16s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: environment assets  ## start Leanplan at http://127.0.0.1:8000 (PORT=8001 make run chooses another port)
	@$(RUN) scripts.start

dev: environment-dev assets  ## the same for developers: reloads code and shows tracebacks
	@$(RUN) scripts.start --dev

prepare: environment assets  ## all that run does but serving, for a service of the system (docs/install.md)
	@$(RUN) scripts.start --only-prepare

test: environment-dev assets  ## run every check and test, on SQLite, PostgreSQL and in Chromium
	@$(RUN) scripts.test_run

bench: environment-dev assets  ## measure every page at two sizes, beside three yardsticks
	@$(RUN) scripts.bench

query-counts: environment-dev  ## write how many questions each page asks the database (tests/query_counts.json)
	@WRITE_QUERY_COUNTS=1 $(RUN) pytest tests/test_query_counts.py -q -p no:xdist

assets: environment  ## collect the front-end files into build/vendor (also after a new icon)
	@$(RUN) scripts.assets

messages: environment-dev  ## bring new texts of the code into locale/*.po (needs gettext)
	@$(RUN) scripts.messages extract

lock: environment-dev  ## resolve the packages anew into requirements*.txt and package-lock.json
	@$(RUN) scripts.lock

clean:  ## remove what was built and installed; the database in var/ stays
	rm -rf .venv build .pytest_cache .ruff_cache .mypy_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
	rm -f locale*/*/LC_MESSAGES/*.mo

environment:
	@$(FIND_PYTHON)
	@$(PYTHON) scripts/environment.py

environment-dev:
	@$(FIND_PYTHON)
	@$(PYTHON) scripts/environment.py --dev

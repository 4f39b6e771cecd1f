# What people and CI run. Each target sets up what it needs first; a second time that takes a moment.
.DEFAULT_GOAL := help
.NOTPARALLEL:
PYTHON ?= python3
PORT ?= 8000
export PORT
# What Python compiles is kept: a run of the tests starts it a hundred times.
unexport PYTHONDONTWRITEBYTECODE

python := .venv/bin/python
database := -m config.embedded_database run
# A fast database that is thrown away afterwards. DEBUG allows the embedded server and is not passed on.
throwaway := env DEBUG=1 $(python) $(database) --temporary --purpose

.PHONY: help setup demo run test tests check format messages household bench audit lock

help: ## Say what there is
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST) | expand -t 16

setup: ## Install everything this checkout needs (done by the others too)
	@$(PYTHON) -m config.set_up

demo: setup ## Start the service with people to sign in as, on http://127.0.0.1:8000 (or PORT)
	@DEMONSTRATION=1 $(python) $(database) --purpose demo -- $(python) -m config.serve demo

run: setup ## Start the service for development: it restarts when code changes
	@DEBUG=1 $(python) $(database) --purpose develop -- $(python) -m config.serve develop

test: browser check tests ## Check, then run every test; what CI runs

.PHONY: browser
browser:
	@$(PYTHON) -m config.set_up --browser

# The browser tests last: each file drives a whole service, two files at once. The databases that tests copy are made
# meanwhile.
tests:
	@$(throwaway) test -- env -u DEBUG sh -c '\
		status=0; \
		export IS_MIGRATED_ONCE=1; \
		{ $(python) -m tests.databases && $(python) -m tests.system.service; } & making=$$!; \
		$(python) -m pytest -n 2 --dist worksteal --ignore=tests/system || status=1; \
		wait $$making && export TEMPLATE_IS_MADE=1; \
		$(python) -m pytest -n 2 --dist loadfile --no-loadscope-reorder tests/system || status=1; \
		exit $$status'

# The types take as long as all the rest, so they are looked at meanwhile, and are told last. Whether migrations are in
# step a test says.
check: setup ## Lint, types, import layers, translations in step
	@types=$$(mktemp); DEMONSTRATION=1 $(python) -m mypy >$$types 2>&1 & checking=$$!; \
	status=0; check() { echo "$$*"; "$$@" || status=1; }; \
	check $(python) -m ruff check .; \
	check $(python) -m ruff format --check .; \
	check .venv/bin/djlint --lint --quiet templates; \
	check .venv/bin/lint-imports --no-logo; \
	check $(python) -m config.translations check; \
	check env DEMONSTRATION=1 DATABASE_URL=postgresql:///none $(python) manage.py check --fail-level WARNING; \
	wait $$checking || status=1; \
	cat $$types; rm -f $$types; exit $$status

format: setup ## Put code in order
	$(python) -m ruff check --fix .
	$(python) -m ruff format .

messages: setup ## Bring the Welsh catalogue in step after changing words in the code
	@$(python) -m config.translations messages

household: setup ## Print a claim of the demonstration as the rules read it: make household CLAIM=UC-... PERIOD=1
	@DEMONSTRATION=1 $(python) $(database) --purpose demo -- $(python) manage.py household $(CLAIM) --period $(or $(PERIOD),1)

bench: setup ## Measure how fast the service answers: make bench OPTIONS="--only steady --rate 100"
	@$(throwaway) bench -- env -u DEBUG DEMONSTRATION=1 $(python) -m benchmarks $(OPTIONS)

# Needs the network. Status 1: something is known; 2: somebody could not be asked. A daily job raises an alarm for both.
audit: setup ## Ask what is publicly known to be weak among the packages we use
	@$(python) -m config.weaknesses

# After editing a requirements*.in file; needs uv.
lock:
	uv pip compile -q --generate-hashes --no-header --no-annotate --python-version 3.11 requirements.in -o requirements.txt
	uv pip compile -q --generate-hashes --no-header --no-annotate --python-version 3.11 requirements-dev.in -o requirements-dev.txt
	uv pip compile -q --generate-hashes --no-header --no-annotate --python-version 3.11 --no-deps requirements-database.in -o requirements-database.txt

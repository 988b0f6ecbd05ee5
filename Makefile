# Everything that must pass before a commit lands; .ci/run calls the same words from a clean clone.
bin ?= .venv/bin
linked := $(shell mktemp -u -d)

help:  ## list the words
	@grep -E '^[a-z]+:.*##' Makefile | sed 's/:.*## /\t/'

check: lint types test  ## all of it

lint:  ## ruff on Python, eslint on the page's scripts
	$(bin)/ruff check .
	$(bin)/ruff format --check .
	npm run --silent lint

types:  ## mypy strict, and the page's JSDoc types
	# mypy sees a package whose root is the checkout only through a link of its name.
	mkdir -p $(linked) && ln -s "$(CURDIR)" $(linked)/sinograph
	cd $(linked) && "$(CURDIR)/$(bin)/mypy" --config-file sinograph/setup.cfg -p sinograph; status=$$?; rm -r $(linked); exit $$status
	npm run --silent types

test:  ## pytest
	$(bin)/pytest

.PHONY: help check lint types test

# The tasks of Chattr. Go is enough for most; Node is needed for `portal`, `playground` and `e2e`, chromium for `e2e`.
# Tools are pinned in go.mod (go tool …) and in the package-lock.json files: nothing to install by hand.

SHELL := /bin/bash -euo pipefail

# Generated files are as their generator writes them.
GO_FILES = $(shell git ls-files --cached --others --exclude-standard '*.go' | grep -v -e '^graph/generated.go' -e '^graph/models_gen.go')
GENERATED = graph/generated.go graph/models_gen.go docs/configuration.md go.mod go.sum
RACE_PACKAGES = ./internal/chat/... ./db/... ./graph/... ./internal/graphqlws/... ./internal/backlog/... ./internal/accountapi/... ./internal/avatar/... ./internal/picture/... ./internal/pubsub/... ./internal/webhookapi/... ./internal/ratelimit/... ./internal/ingest/... ./internal/stream/... ./internal/tasks/...
FUZZTIME = 10s
TORTURE_MINUTES = 1

.DEFAULT_GOAL := help
.PHONY: help run generate docs fmt test race lint fuzz torture e2e portal playground generated portal-built playground-built check

help: ## List the tasks
	@sed -nE 's/^([a-z0-9-]+):[^#]*## (.*)/\1\t\2/p' Makefile | while IFS=$$'\t' read -r task does; do \
	  printf '  make %-16s %s\n' "$$task" "$$does"; done

run: ## Start Chattr on http://127.0.0.1:8080 with its demo
	go run .

generate: ## Make the Go code of schema.graphqls
	go tool gqlgen generate

docs: ## Write docs/configuration.md from the settings of internal/config
	go run ./internal/config/configpage >docs/configuration.md.new
	@# An unchanged page keeps its time, so that cached results of ./test stay valid.
	@if cmp -s docs/configuration.md.new docs/configuration.md; then rm docs/configuration.md.new; else mv docs/configuration.md.new docs/configuration.md; fi

fmt: ## Format the Go files
	go tool gofumpt -w $(GO_FILES)

test: ## Run every Go test
	go test ./...

race: ## Run the packages that share memory under the race detector, long tests left out
	go test -race -short $(RACE_PACKAGES)

lint: ## Look for mistakes: formatting, vet, staticcheck
	@unformatted=$$(go tool gofumpt -l $(GO_FILES)); \
	if [ -n "$$unformatted" ]; then echo "make fmt would change:"; echo "$$unformatted"; exit 1; fi
	go vet ./...
	go tool staticcheck ./...

fuzz: ## Fuzz every target for FUZZTIME each (10s)
	@grep -rHo --include='*_test.go' --exclude-dir=node_modules '^func Fuzz[A-Za-z0-9_]*' . | \
	while IFS=: read -r file name; do \
	  echo "$$file $${name#func }"; \
	  go test -run='^$$' -fuzz="^$${name#func }$$" -fuzztime=$(FUZZTIME) "$$(dirname "$$file")"; done

torture: ## Kill, stop and starve real processes for TORTURE_MINUTES (1) on each database, and check every promise
	go run ./test/torture -database sqlite -minutes $(TORTURE_MINUTES)
	go run ./test/torture -database postgres -instances 3 -minutes $(TORTURE_MINUTES)

e2e: ## Run the browser and client tests, and those that need a NATS server
	cd e2e && go mod tidy -diff && go vet ./... && go test ./...
	cd e2e && npm ci --no-audit --no-fund && npm test

portal: ## Build the portal that is embedded, with the types of schema.graphqls
	cd web/app && npm ci --no-audit --no-fund && npm run build

playground: ## Build the playground that is embedded
	cd web/playground && npm ci --no-audit --no-fund && npm run build

# A stale file is one that differs from the index: stage your own changes before `make check`.
generated: generate docs
	go mod tidy -diff
	git diff --exit-code -- $(GENERATED)

portal-built: portal
	git diff --exit-code -- web/app

playground-built: playground
	git diff --exit-code -- web/playground

check: ## Everything CI does (stage your changes first: it looks for stale generated files)
	$(MAKE) generated
	$(MAKE) lint
	$(MAKE) test
	$(MAKE) race
	$(MAKE) torture
	$(MAKE) portal-built
	$(MAKE) playground-built
	$(MAKE) e2e

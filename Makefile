# Second Look. make help lists what can be asked for.

GO ?= go
STATICCHECK = honnef.co/go/tools/cmd/staticcheck@v0.8.2
BROWSER = app/host/browser
ORACLE = assessment/hours/oracle
GRADES = assessment/internal/plain/node
SURVEY = app/host/bench/peers/survey

.PHONY: help run build gen test check unit strict browser tools prove mutate throughput hours resources safety hazards-red book review plain bench shots clean
.DEFAULT_GOAL := help

help: ## say what each target does
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 13

run: build ## build what is missing or has changed, then serve it on 127.0.0.1:8000 (ADDR changes it)
	@$(GO) run . serve

build: ## write the whole site into dist/, ready for any static host
	@$(GO) run . build

gen: ## make the Go files that hold the words and the help lines
	$(GO) generate ./...

test: check unit strict browser ## everything: style, generated files, tests, build, sizes, real browser

check: # style, mistakes, and generated files that are not what their sources say
	@unformatted=$$(gofmt -l main.go app assessment components); \
		if [ -n "$$unformatted" ]; then echo "run gofmt -w on:"; echo "$$unformatted"; exit 1; fi
	$(GO) vet ./...
	GOOS=js GOARCH=wasm $(GO) vet . ./app ./components ./assessment/...
	$(GO) run $(STATICCHECK) ./...
	@state() { git ls-files -coz --exclude-standard | sort -z | xargs -0 sha256sum 2>/dev/null | sha256sum; }; \
		before=$$(state); $(GO) generate ./... || exit 1; after=$$(state); \
		if [ "$$before" != "$$after" ]; then echo "go generate changed files: run make gen and keep the result"; git status --short; exit 1; fi

unit: tools # all tests that need no browser
	$(GO) test -timeout 14m ./...

strict: # build, and fail on an overrun size budget
	$(GO) run . build -strict

browser: tools # what only a real browser shows
	@if ls $(BROWSER)/*.go >/dev/null 2>&1; then $(GO) test -count=1 -timeout 14m -tags browser ./$(BROWSER); fi

tools: # Chromium and axe-core for the browser tests, and the libraries that opening hours and reading grades are compared with
	@if ! command -v chromium >/dev/null; then \
		if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
			apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium; \
		else echo "make test needs Chromium: apt-get install chromium"; exit 1; fi; fi
	@for folder in $(BROWSER) $(ORACLE) $(GRADES) $(SURVEY); do \
		if [ ! -f $$folder/node_modules/.package-lock.json ] || [ $$folder/package-lock.json -nt $$folder/node_modules/.package-lock.json ]; then \
			if ! command -v npm >/dev/null; then \
				if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
					apt-get update -qq && apt-get install -y -qq --no-install-recommends npm; \
				else echo "make test needs npm: apt-get install npm"; exit 1; fi; fi; \
			npm ci --prefix $$folder --no-audit --no-fund --ignore-scripts && touch $$folder/node_modules/.package-lock.json || exit 1; fi; done

throughput: ## say how many answer sheets a second are decided
	@$(GO) test -run '^$$' -bench BenchmarkDecide ./app/host

hours: tools ## compare opening hours with the opening_hours library; say how many instants agree, and how many are open
	@$(GO) test -count=1 -v -run Oracle ./assessment/hours

prove: ## check every promise over every answer sheet, and say how many there are
	$(GO) test -count=1 -v -timeout 14m -run TestProof ./assessment/internal/prove

mutate: ## change each rule, condition and option in turn; say how many changes are noticed
	$(GO) test -count=1 -v -timeout 60m -run Mutant ./assessment/internal/prove -args -every=1

resources: ## say how old the facts about help are; write a call sheet and what stands first into build/resources/
	@$(GO) run . resources

safety: ## hold the hazards against this build; write the hazard log and the safety case into build/safety/
	@$(GO) run . safety

hazards-red: tools ## take every control of the hazard log away in turn, in a copy, and see its check go red
	@$(GO) run . safety -red

book: ## write everything a reviewer needs to read into build/book.html, and the hazard log and safety case of the same sources
	@$(GO) run . book

review: ## say which situations, words and numbers changed since BASE, as in make review BASE=main
	@$(GO) run . review -base "$(BASE)"

plain: tools ## print how easy the words are to read, and hold the measure against a published one
	@$(GO) test -count=1 -v -run 'TestWords_KeepTheBudget|TestGrade_Agrees' ./assessment/internal/plain

bench: tools ## measure us beside four peers in a real, slowed browser, fail on a budget; takes 11 minutes and wants the machine for itself
	@$(GO) run ./app/host/bench -picture app/host/bench/result.svg

shots: build tools ## take a picture of every screen into shots/
	$(GO) test -count=1 -timeout 14m -tags browser -run Shots -v ./$(BROWSER) -args -shots=$(CURDIR)/shots

clean: ## delete everything that was built
	rm -rf dist shots build .cache $(BROWSER)/node_modules $(ORACLE)/node_modules $(GRADES)/node_modules $(SURVEY)/node_modules

//go:build !wasm

package safety

// A stop is something that the build refuses, where it does, and the test that sees it refuse.
type stop struct {
	says string
	file string
	text string // stands in the file as long as the build still refuses
	by   string // the test that hands it what must be refused
}

// stops are the controls of kind "build".
var stops = map[string]stop{
	"way-out": {
		"a page without a way out, or with one that leads elsewhere, is refused",
		"app/host/face.go", "there is no way out", "secondlook/app/host.TestAssemble_RefusesBrokenSources"},
	"whole-program": {
		"a program that is missing, cut or not a program is refused",
		"app/host/program.go", "cut short in section", "secondlook/app/host.TestCheckProgram_RefusesWhatNoBrowserStarts"},
	"help-without-program": {
		"a site without the block that shows help when the program fails is refused",
		"app/host/face.go", "the failed block lacks", "secondlook/app/host.TestAssemble_RefusesBrokenSources"},
	"sound-flow": {
		"a questionnaire with an unknown name, a circle, or a rule that can never hold is refused",
		"assessment/validate.go", "never holds", "secondlook/assessment.TestValidate_BrokenFlows"},
	"plan-on-its-own-page": {
		"a step of the plan listed on any other page is refused",
		"assessment/validate.go", "is a step of the plan", "secondlook/assessment.TestValidate_BrokenFlows"},
	"sound-words": {
		"a missing, doubled or unknown text, row or number among the words is refused",
		"assessment/internal/contentgen/main.go", "report", "secondlook/assessment/internal/contentgen.TestGenerate_BrokenFolders"},
	"old-facts-named": {
		"facts last checked over 180 days ago are counted, by country, at every build of the words",
		"assessment/internal/contentgen/stale.go", "were last checked over 180 days ago", "secondlook/assessment/internal/contentgen.TestGenerate_GoodFolder"},
	"size-budget": {
		"a site that grew past its budget is refused",
		"app/host/budget.go", "budget", "secondlook/app/host.TestReport_NamesTheOverrunBudget"},
	"hazards-held": {
		"a hazard without a control, or with one that does not exist, is refused",
		"app/host/safety/check.go", "nothing stands against this hazard", "secondlook/app/host/safety.TestCheck_RefusesBrokenHazards"},
}

package components

import (
	"strings"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"
)

// A Choice is one answer to a question.
type Choice struct {
	Value string
	Label string
	Note  string // the quieter rest of a long label
	Apart bool   // stands behind an "or"
}

// Choices asks for one of several answers, or for all that apply.
type Choices struct {
	Name    string // also the prefix of every id inside
	Legend  string
	Hint    string // checked markup
	Why     string // checked markup, folded
	WhyText string
	Or      string
	Problem string // how to go on, when nothing was picked
	Many    bool
	Choices []Choice
	Picked  []string
	Heading bool // the legend is the page's heading
}

// UI draws a fieldset of native radios or checkboxes.
func (c Choices) UI() goapp.UI {
	set := goapp.FieldSet().Class("question__set")
	var described []string
	if c.Hint != "" {
		described = append(described, c.Name+"-hint")
	}
	if c.Problem != "" {
		described = append(described, c.Name+"-problem")
	}
	if len(described) > 0 {
		set = set.Aria("describedby", strings.Join(described, " "))
	}
	return set.Body(
		c.legend(),
		c.hint(),
		c.why(),
		goapp.Div().Body(c.problem()...),
		goapp.Div().Class(c.optionsClass()).Body(c.options()...),
	)
}

func (c Choices) legend() goapp.UI {
	if c.Heading {
		return goapp.Legend().Class("question__title").Body(goapp.H1().ID("title").TabIndex(-1).Text(c.Legend))
	}
	return goapp.Legend().Class("question__title").Body(goapp.H3().Text(c.Legend))
}

func (c Choices) hint() goapp.UI {
	if c.Hint == "" {
		return goapp.Div()
	}
	return goapp.Raw(`<div class="hint prose" id="` + c.Name + `-hint">` + c.Hint + `</div>`)
}

func (c Choices) why() goapp.UI {
	if c.Why == "" {
		return goapp.Div()
	}
	return Fold{Title: c.WhyText, Body: []goapp.UI{Raw("prose", c.Why)}}.UI()
}

func (c Choices) problem() []goapp.UI {
	if c.Problem == "" {
		return nil
	}
	return []goapp.UI{goapp.P().Class("problem").ID(c.Name+"-problem").Body(
		Icon("triangle-alert", false),
		goapp.Span().Text(c.Problem),
	)}
}

func (c Choices) optionsClass() string {
	if c.Problem != "" {
		return "options options--problem"
	}
	return "options"
}

func (c Choices) options() []goapp.UI {
	var out []goapp.UI
	apart := false
	for _, choice := range c.Choices {
		if choice.Apart && !apart && c.Or != "" {
			apart = true
			out = append(out, goapp.P().Class("options__or").Text(c.Or))
		}
		out = append(out, c.option(choice))
	}
	return out
}

func (c Choices) option(o Choice) goapp.UI {
	id := c.Name + "-" + o.Value
	kind := "radio"
	if c.Many {
		kind = "checkbox"
	}
	input := goapp.Input().Class("option__input").Type(kind).Name(c.Name).ID(id).Value(o.Value).
		AutoComplete(false).DataSet("act", "pick")
	// Only ever set to true: prerendered HTML reads a false as true.
	for _, p := range c.Picked {
		if p == o.Value {
			input = input.Checked(true)
		}
	}
	label := []goapp.UI{goapp.Text(o.Label)}
	if o.Note != "" {
		label = append(label, goapp.Span().Class("option__note").Text(o.Note))
	}
	return goapp.Div().Class("option").Body(
		input,
		goapp.Label().Class("option__label").For(id).Body(label...),
	)
}

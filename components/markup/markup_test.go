package markup

import (
	"strings"
	"testing"
)

func parse(t *testing.T, markup string) *Node {
	t.Helper()
	root, err := Parse(markup)
	if err != nil {
		t.Fatalf("%s: %v", markup, err)
	}
	return root
}

func TestParse_WritesTheSameTreeHoweverAttributesStand(t *testing.T) {
	const one = "<!-- a --><ul class=\"b\"\n  id='" + "\">"
	got := parse(t, "<!-- not seen --><p id=\"a\" class=\"b\" hidden>  Fish &amp;\n chips <b>now</b></p><br><svg aria-hidden><use href=\"#i-x\"/></svg>").String()
	const want = `<p class="b" hidden id="a">
  Fish & chips
  <b>
    now
<br>
<svg aria-hidden="true">
  <use href="#i-x">
`
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if other := parse(t, `<p hidden class="b" id="a">Fish &amp; chips<b>now</b></p><br><svg aria-hidden="true"><use href="#i-x"></use></svg>`).String(); other != want {
		t.Errorf("got\n%s\nwant the same tree", other)
	}
	if _, err := Parse(one); err == nil {
		t.Error("got no error, want single quotes refused")
	}
}

func TestParse_RefusesWhatABrowserWouldGuessAt(t *testing.T) {
	for markup, want := range map[string]string{
		"<p>":                              "<p> is not closed",
		"<p>\n<b></p>":                     "line 2: </p> closes <b>",
		"</p>":                             "closes <>",
		"2 < 3":                            "a < stands alone",
		"<!-- open":                        "a comment is not closed",
		`<p id="a" id="b"></p>`:            "has id twice",
		`<p title="say \"hi\" now"></p>`:   "cannot be read",
		`<p title="one`:                    "cannot be read",
		`<p title='one'></p>`:              "cannot be read",
		`<input type="text"></input>`:      "</input> closes <>",
		"<p\n":                             "cannot be read",
		`<svg><path d="m1"/></svg><p></b>`: "</b> closes <p>",
	} {
		if _, err := Parse(markup); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: got %v, want %q", markup, err, want)
		}
	}
}

func TestFaults_EachIsFound(t *testing.T) {
	const fine = `<h1>One</h1><h2>Two</h2><form><fieldset aria-describedby="h"><legend>L</legend><p id="h">Hint</p>` +
		`<input id="a" name="n" type="radio"><label for="a">A</label></fieldset></form>` +
		`<a href="/help">Help</a><a href="#a">There</a><a href="tel:+44123%23">Call</a><a href="sms:85258?body=HI%20U">Text</a>` +
		`<a href="https://line.example/a?b=c" target="_blank" rel="noreferrer noopener">Site</a><a href="/"><b>Home</b></a>` +
		`<ul><li>One</li> <li>Two</li></ul><details><summary>More</summary></details><button type="button">Go</button>` +
		`<svg aria-hidden="true" focusable="false"><use href="#i-phone"></use></svg><p tabindex="-1" hidden></p>`
	known := func(icon string) bool { return icon == "phone" }
	if got := Faults(parse(t, fine), known); len(got) > 0 {
		t.Fatalf("got %q, want nothing wrong", got)
	}
	for _, broken := range []struct{ markup, want string }{
		{`<p id="a"></p>`, `the id "a" stands 2 times`},
		{`<p style="color:red"></p>`, "has the attribute style"},
		{`<p onclick="go()"></p>`, "has the attribute onclick"},
		{`<input id="b" name="b" checked="false"><label for="b">B</label>`, `has checked="false"`},
		{`<p title="a \ b"></p>`, "go-app cannot write that"},
		{`<p title="a &quot; b"></p>`, "go-app cannot write that"},
		{`<p tabindex="1"></p>`, "tabindex 1"},
		{`<p aria-describedby="h gone"></p>`, `there is no "gone"`},
		{`<label for="gone">A</label>`, `there is no "gone"`},
		{`<button>Go</button>`, "is not of type button"},
		{`<h2> </h2>`, "<h2> says nothing"},
		{`<h3><svg aria-hidden="true" focusable="false"></svg></h3>`, "<h3> says nothing"},
		{`<details><summary></summary></details>`, "<summary> says nothing"},
		{`<a href="/"></a>`, "<a> says nothing"},
		{`<fieldset></fieldset>`, "a fieldset has 0 legends"},
		{`<div><li>One</li></div>`, "<li> stands in <div>"},
		{`<ul></ul>`, "<ul> holds nothing"},
		{`<ul><li>One</li><p>Two</p></ul>`, "<ul> holds <p>"},
		{`<div><summary>More</summary></div>`, "<summary> stands in <div>"},
		{`<a href="/">Home <button type="button">Go</button></a>`, "<button> stands in <a>"},
		{`<a href="https://line.example/">Site</a>`, "it needs rel noreferrer"},
		{`<a href="/help" target="_blank">Help</a>`, "opens _blank without rel noreferrer"},
		{`<a href="#gone">There</a>`, "leads to #gone, which is not here"},
		{`<a href="http://line.example/">Site</a>`, "no page, number or https address"},
		{`<a href="javascript:go()">Site</a>`, "no page, number or https address"},
		{`<a href="tel:">Call</a>`, "no page, number or https address"},
		{`<a href="tel:0800 100">Call</a>`, "no page, number or https address"},
		{`<a href="sms:1?body=A B">Text</a>`, "no page, number or https address"},
		{`<a href="//line.example">Site</a>`, "no page, number or https address"},
		{`<a>Site</a>`, "no page, number or https address"},
		{`<input id="b" name="b">`, `the control "b" has 0 labels`},
		{`<select id="b" name="b"></select><label for="b">B</label><label for="b">B</label>`, `the control "b" has 2 labels`},
		{`<input id="b"><label for="b">B</label>`, `the control "b" has no name`},
		{`<input id="b" name="b" type="checkbox"><label for="b">B</label>`, "stands in no fieldset"},
		{`<svg></svg>`, "is not hidden from screen readers"},
		{`<svg aria-hidden="true" focusable="false"><use href="#i-heart"></use></svg>`, `there is no icon "#i-heart"`},
		{`<h4>Four</h4>`, `the heading "Four" is an h4 after an h2`},
	} {
		got := Faults(parse(t, fine+broken.markup), known)
		if len(got) != 1 || !strings.Contains(got[0], broken.want) {
			t.Errorf("%s: got %q, want one: %q", broken.markup, got, broken.want)
		}
	}
}

func TestNode_FindsItsWay(t *testing.T) {
	root := parse(t, `<main><p class="a b" data-x="1">One <b>two</b></p><p class="b">three</p></main>`)
	if got := root.Words(); got != "One twothree" {
		t.Errorf("words: got %q", got)
	}
	if got := len(root.Classed("b")); got != 2 {
		t.Errorf("classed: got %d, want 2", got)
	}
	if got := root.With("data-x"); len(got) != 1 || got[0].Attrs["data-x"] != "1" {
		t.Errorf("with: got %v", got)
	}
	around := root.Tagged("b")[0].Inside(func(n *Node) bool { return n.Tag == "main" })
	if around == nil || around.Parent != root {
		t.Errorf("inside: got %v, want main", around)
	}
}

package assessment

// Ends lists what would close the plan if it were said now: for each question
// these answers were asked, the options that lead anywhere but to covered. It
// is worked out from the rules, one option at a time, so it cannot fall behind
// them. For answers that are not covered it is empty: there it would be a recipe.
func (f *Flow) Ends(a Answers) []Fact {
	if f.Decide(a).Outcome != Covered {
		return nil
	}
	var ends []Fact
	for _, q := range f.Path(a) {
		fact := Fact{Question: q.ID}
		for _, o := range q.Options {
			picks := []OptionID{o.ID}
			if q.Many && !o.Alone {
				picks = append(picks, others(q, a[q.ID])...)
			}
			if !a.Has(q.ID, o.ID) && f.Decide(a.With(q.ID, picks...)).Outcome != Covered {
				fact.Options = append(fact.Options, o.ID)
			}
		}
		if len(fact.Options) > 0 {
			ends = append(ends, fact)
		}
	}
	return ends
}

// others gives the picks that another can stand beside.
func others(q Question, picks []OptionID) []OptionID {
	var beside []OptionID
	for _, p := range picks {
		if o, ok := q.Option(p); ok && !o.Alone {
			beside = append(beside, p)
		}
	}
	return beside
}

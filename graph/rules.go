package graph

import (
	"strconv"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/validator/core"
	"github.com/vektah/gqlparser/v2/validator/rules"
)

// validationRules returns the rules of the specification: those of gqlparser, and those that it lacks.
func validationRules() *rules.Rules {
	all := rules.NewDefaultRules()
	all.RemoveRule(rules.ValuesOfCorrectTypeRule.Name)
	all.AddRule(integersFit.Name, integersFit.RuleFunc)
	all.AddRule(rules.ValuesOfCorrectTypeRule.Name, rules.ValuesOfCorrectTypeRule.RuleFunc) // reads what integersFit has set
	all.AddRule(subscriptionRoot.Name, subscriptionRoot.RuleFunc)
	return all
}

// subscriptionRoot refuses a subscription whose root field depends on a variable or has two names.
//
// SECURITY: equal subscriptions share one execution. What their root selects must follow from the document alone, otherwise
// a subscriber whose variables remove fields removes them for all.
var subscriptionRoot = core.Rule{
	Name: "SubscriptionRoot",
	RuleFunc: func(observers *core.Events, addError core.AddErrFunc) {
		observers.OnOperation(func(_ *core.Walker, operation *ast.OperationDefinition) {
			if operation.Operation != ast.Subscription {
				return
			}
			root := &rootSelection{visited: map[string]bool{}, names: map[string]bool{}}
			root.collect(operation.SelectionSet)
			if d := root.directive; d != nil {
				addError(core.Message("The root of a subscription cannot have @%s (GraphQL September 2025, section 5.2.4.1); "+
					"move it to the fields of the event.", d.Name), core.At(d.Position))
			}
			if len(root.names) > 1 {
				addError(core.Message("A subscription selects exactly one field."), core.At(operation.Position))
			}
		})
	},
}

// rootSelection collects what an operation selects at its root, in fragments too.
type rootSelection struct {
	visited   map[string]bool // fragments
	names     map[string]bool // response names
	directive *ast.Directive  // the first one
}

func (r *rootSelection) collect(set ast.SelectionSet) {
	for _, selected := range set {
		switch selected := selected.(type) {
		case *ast.Field:
			r.note(selected.Directives)
			r.names[selected.Alias] = true
		case *ast.InlineFragment:
			r.note(selected.Directives)
			r.collect(selected.SelectionSet)
		case *ast.FragmentSpread:
			r.note(selected.Directives)
			if selected.Definition != nil && !r.visited[selected.Name] {
				r.visited[selected.Name] = true
				r.note(selected.Definition.Directives)
				r.collect(selected.Definition.SelectionSet)
			}
		}
	}
}

func (r *rootSelection) note(directives ast.DirectiveList) {
	if r.directive == nil && len(directives) > 0 {
		r.directive = directives[0]
	}
}

// integersFit refuses numbers of a document that do not fit into their type, on which gqlparser panics when it reads them.
// A number for an ID becomes a string, so that an id is read in the same way wherever it is written.
var integersFit = core.Rule{
	Name: "IntegersFit",
	RuleFunc: func(observers *core.Events, addError core.AddErrFunc) {
		observers.OnValue(func(_ *core.Walker, value *ast.Value) {
			named := ""
			if value.Definition != nil {
				named = value.Definition.Name
			}
			switch {
			case value.Kind == ast.IntValue && named == "ID":
				value.Kind = ast.StringValue
			case value.Kind == ast.IntValue && !isInt32(value.Raw):
				addError(core.Message("Int cannot represent non 32-bit signed integer value: %.40s", value.Raw), core.At(value.Position))
			case value.Kind == ast.FloatValue && !isFloat64(value.Raw):
				addError(core.Message("Float cannot represent the value: %.40s", value.Raw), core.At(value.Position))
			}
		})
	},
}

func isInt32(text string) bool {
	_, err := strconv.ParseInt(text, 10, 32)
	return err == nil
}

func isFloat64(text string) bool {
	_, err := strconv.ParseFloat(text, 64)
	return err == nil
}

package graph

import (
	"cmp"
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strconv"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/errcode"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"github.com/vektah/gqlparser/v2/validator/core"
	"github.com/vektah/gqlparser/v2/validator/rules"
)

// coercion coerces the values of an operation's variables to their types, as the specification requires (GraphQL September 2025,
// section 6.1.2) and as literals are coerced. gqlparser accepts enum values in the wrong case and numbers for strings, and does
// not accept 2.0 as an Int.
type coercion struct{ schema *ast.Schema }

// variables replaces the values of op's variables by coerced ones. Null and absent values are left to gqlparser.
func (c coercion) variables(op *ast.OperationDefinition, values map[string]any) *gqlerror.Error {
	for _, v := range op.VariableDefinitions {
		value, given := values[v.Variable]
		if !given {
			continue
		}
		coerced, err := c.value(value, v.Type, ast.Path{ast.PathName("variable"), ast.PathName(v.Variable)})
		if err != nil {
			return err
		}
		values[v.Variable] = coerced
	}
	return nil
}

// value returns a value coerced to the type. path is its place, for errors.
func (c coercion) value(value any, as *ast.Type, path ast.Path) (any, *gqlerror.Error) {
	switch {
	case value == nil:
		return nil, nil
	case as.Elem != nil:
		return c.list(value, as, path)
	}
	definition := c.schema.Types[as.NamedType]
	if definition == nil {
		return value, nil // the validator refuses the type
	}
	switch definition.Kind {
	case ast.Enum:
		return enumValue(value, definition, path)
	case ast.InputObject:
		return c.object(value, definition, path)
	default:
		return scalar(value, as.NamedType, path)
	}
}

// list coerces a list. A single value becomes a list of one, as the specification requires.
func (c coercion) list(value any, as *ast.Type, path ast.Path) (any, *gqlerror.Error) {
	elements, isList := value.([]any)
	if !isList {
		elements = []any{value}
	}
	for i, element := range elements {
		coerced, err := c.value(element, as.Elem, append(slices.Clone(path), ast.PathIndex(i)))
		if err != nil {
			return nil, err
		}
		elements[i] = coerced
	}
	return elements, nil
}

// object coerces an input object.
func (c coercion) object(value any, definition *ast.Definition, path ast.Path) (any, *gqlerror.Error) {
	fields, isObject := value.(map[string]any)
	if !isObject {
		return nil, notA(path, "an object", value)
	}
	for _, field := range definition.Fields {
		if given, ok := fields[field.Name]; ok {
			coerced, err := c.value(given, field.Type, append(slices.Clone(path), ast.PathName(field.Name)))
			if err != nil {
				return nil, err
			}
			fields[field.Name] = coerced
		}
	}
	return fields, nil
}

// enumValue returns a value of an enum.
func enumValue(value any, definition *ast.Definition, path ast.Path) (any, *gqlerror.Error) {
	if name, ok := value.(string); ok && definition.EnumValues.ForName(name) != nil {
		return name, nil
	}
	return nil, notA(path, "a value of the enum "+definition.Name, value)
}

// scalar coerces a value to the scalar type with that name.
func scalar(value any, named string, path ast.Path) (any, *gqlerror.Error) {
	_, isText := value.(string)
	number, isNumber := value.(json.Number)
	_, isBoolean := value.(bool)
	whole, isWhole := wholeNumber(number)
	switch named {
	case "Int":
		if !isWhole || !isInt32(whole) {
			return nil, notA(path, "a whole number of 32 bits", value)
		}
		return json.Number(whole), nil
	case "Float":
		if !isNumber || !isFloat64(number.String()) {
			return nil, notA(path, "a number", value)
		}
	case "ID":
		if isWhole {
			return whole, nil
		}
		if !isText {
			return nil, notA(path, "an ID: a string or a whole number", value)
		}
	case "String":
		if !isText {
			return nil, notA(path, "a string", value)
		}
	case "Boolean":
		if !isBoolean {
			return nil, notA(path, "true or false", value)
		}
	}
	return value, nil
}

// maxExactFloat is the largest whole number up to which each float represents exactly one whole number.
const maxExactFloat = 1<<53 - 1

// wholeNumber returns n in decimal digits if it is a whole number, in any notation: 2, 2.0 and 2e0 are the same.
func wholeNumber(n json.Number) (digits string, ok bool) {
	if isInteger(n.String()) {
		return n.String(), true
	}
	f, err := n.Float64()
	if err != nil || f != math.Trunc(f) || math.Abs(f) > maxExactFloat {
		return "", false
	}
	return strconv.FormatInt(int64(f), 10), true
}

// isInteger reports whether text is a number without a fraction and an exponent.
func isInteger(text string) bool {
	return text != "" && !slices.ContainsFunc([]byte(text), func(c byte) bool { return c != '-' && (c < '0' || c > '9') })
}

// notA returns the error for a value that does not have the expected type.
func notA(path ast.Path, expected string, got any) *gqlerror.Error {
	return invalidVariable(path, fmt.Sprintf("must be %s; got %s", expected, kindOf(got)))
}

// invalidVariable returns an error about the variable at path.
func invalidVariable(path ast.Path, message string) *gqlerror.Error {
	err := gqlerror.ErrorPathf(path, "%s", message)
	errcode.Set(err, errcode.ValidationFailed)
	return err
}

// kindOf describes a JSON value.
//
// SECURITY: it does not quote strings, because they may be secrets.
func kindOf(value any) string {
	switch value := value.(type) {
	case json.Number:
		return fmt.Sprintf("the number %.20s", value.String())
	case string:
		return "a string"
	case bool:
		return fmt.Sprint(value)
	case []any:
		return "a list"
	default:
		return "an object"
	}
}

// nullWhereForbidden returns an error if a variable is null that the document uses where null is not allowed. A nullable variable with a
// default may be used there (GraphQL September 2025, section 5.8.5), and its value may be null: gqlgen then panics at a directive and
// treats null as an empty list.
func nullWhereForbidden(op *graphql.OperationContext) *gqlerror.Error {
	null := map[string]bool{}
	for _, v := range op.Operation.VariableDefinitions {
		if value, given := op.Variables[v.Variable]; given && value == nil && !v.Type.NonNull {
			null[v.Variable] = true
		}
	}
	if len(null) == 0 {
		return nil
	}
	name := nullSearch{null: null, visited: map[string]bool{}}.set(op.Operation.SelectionSet)
	if name == "" {
		return nil
	}
	return invalidVariable(ast.Path{ast.PathName("variable"), ast.PathName(name)},
		"cannot be null where the document uses it. Send a value, or leave it out to get its default")
}

// nullSearch searches a validated selection for variables that are null and must not be. Each method returns the name of the first one,
// or "".
type nullSearch struct {
	null    map[string]bool
	visited map[string]bool // fragments
}

// set searches a selection set.
func (n nullSearch) set(set ast.SelectionSet) string {
	for _, selected := range set {
		if name := n.selection(selected); name != "" {
			return name
		}
	}
	return ""
}

// selection searches a field or a fragment.
func (n nullSearch) selection(selected ast.Selection) string {
	switch selected := selected.(type) {
	case *ast.Field:
		return cmp.Or(n.arguments(selected.Arguments), n.directives(selected.Directives), n.set(selected.SelectionSet))
	case *ast.InlineFragment:
		return cmp.Or(n.directives(selected.Directives), n.set(selected.SelectionSet))
	case *ast.FragmentSpread:
		name := n.directives(selected.Directives)
		if n.visited[selected.Name] || selected.Definition == nil {
			return name
		}
		n.visited[selected.Name] = true
		return cmp.Or(name, n.set(selected.Definition.SelectionSet))
	}
	return ""
}

// directives searches the arguments of directives.
func (n nullSearch) directives(list ast.DirectiveList) string {
	for _, d := range list {
		if name := n.arguments(d.Arguments); name != "" {
			return name
		}
	}
	return ""
}

// arguments searches the arguments of a field or a directive.
func (n nullSearch) arguments(list ast.ArgumentList) string {
	for _, a := range list {
		if name := n.value(a.Value); name != "" {
			return name
		}
	}
	return ""
}

// value searches a value.
func (n nullSearch) value(v *ast.Value) string {
	if v.Kind == ast.Variable && n.null[v.Raw] && v.ExpectedType != nil && v.ExpectedType.NonNull {
		return v.Raw
	}
	for _, child := range v.Children {
		if name := n.value(child.Value); name != "" {
			return name
		}
	}
	return ""
}

// validationRules returns the rules of the specification: those of gqlparser, and those that it lacks.
func validationRules() *rules.Rules {
	all := rules.NewDefaultRules()
	all.RemoveRule(rules.ValuesOfCorrectTypeRule.Name)
	all.AddRule(integersFit.Name, integersFit.RuleFunc)
	all.AddRule(rules.ValuesOfCorrectTypeRule.Name, rules.ValuesOfCorrectTypeRule.RuleFunc) // uses the kinds that integersFit has set
	all.AddRule(subscriptionRoot.Name, subscriptionRoot.RuleFunc)
	return all
}

// subscriptionRoot refuses a subscription whose root field depends on a variable or has two names.
//
// SECURITY: equal subscriptions share one execution. Their root selection must depend on the document only. Otherwise a subscriber whose
// variables exclude fields would exclude them for all others.
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

// rootSelection collects the fields that an operation selects at its root, also in fragments.
type rootSelection struct {
	visited   map[string]bool // fragments
	names     map[string]bool // response names
	directive *ast.Directive  // the first one
}

// collect collects the fields of a selection set.
func (r *rootSelection) collect(set ast.SelectionSet) {
	for _, selected := range set {
		switch selected := selected.(type) {
		case *ast.Field:
			r.addDirectives(selected.Directives)
			r.names[selected.Alias] = true
		case *ast.InlineFragment:
			r.addDirectives(selected.Directives)
			r.collect(selected.SelectionSet)
		case *ast.FragmentSpread:
			r.addDirectives(selected.Directives)
			if selected.Definition != nil && !r.visited[selected.Name] {
				r.visited[selected.Name] = true
				r.addDirectives(selected.Definition.Directives)
				r.collect(selected.Definition.SelectionSet)
			}
		}
	}
}

// addDirectives keeps the first directive.
func (r *rootSelection) addDirectives(directives ast.DirectiveList) {
	if r.directive == nil && len(directives) > 0 {
		r.directive = directives[0]
	}
}

// integersFit refuses numbers in a document that do not fit into their type, because gqlparser panics when it reads them.
// A number for an ID becomes a string, so that ids in documents and in variables are read in the same way.
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

// isInt32 reports whether text is a number of 32 bits.
func isInt32(text string) bool {
	_, err := strconv.ParseInt(text, 10, 32)
	return err == nil
}

// isFloat64 reports whether text is a number that a float can represent.
func isFloat64(text string) bool {
	_, err := strconv.ParseFloat(text, 64)
	return err == nil
}

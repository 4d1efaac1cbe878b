package test

import (
	"os"
	"regexp"
	"slices"
	"testing"

	"github.com/vektah/gqlparser/v2"
	gql "github.com/vektah/gqlparser/v2/ast"
)

// An action that the schema does not have would be sent all the same, and break the clients that read it.
func TestAuditActionsAreInTheSchema(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("internal/model/audit_log.go")
	if err != nil {
		t.Fatal(err)
	}
	var inGo, inSchema []string
	for _, found := range regexp.MustCompile(`AuditAction = "([A-Z_]+)"`).FindAllStringSubmatch(string(text), -1) {
		inGo = append(inGo, found[1])
	}
	schemaText, err := os.ReadFile("schema.graphqls")
	if err != nil {
		t.Fatal(err)
	}
	schema, err := gqlparser.LoadSchema(&gql.Source{Name: "schema.graphqls", Input: string(schemaText)})
	if err != nil {
		t.Fatal(err)
	}
	for _, value := range schema.Types["AuditAction"].EnumValues {
		inSchema = append(inSchema, value.Name)
	}
	slices.Sort(inGo)
	slices.Sort(inSchema)
	if !slices.Equal(inGo, inSchema) {
		t.Errorf("got the actions %v in model, want %v as in the schema", inGo, inSchema)
	}
}

// Configpage writes docs/configuration.md to stdout, from the settings of package config and the text in page.md.tmpl.
package main

import (
	_ "embed"
	"fmt"
	"io"
	"log"
	"os"
	"strings"
	"text/template"

	"chattr/internal/config"
)

//go:embed page.md.tmpl
var text string

func main() {
	if err := writePage(os.Stdout); err != nil {
		log.Fatal(err)
	}
}

// group is a section of the page.
type group struct {
	Name     string
	Settings []row
}

// row is a setting as a row of a table.
type row struct{ config.Setting }

// writePage writes the page.
func writePage(w io.Writer) error {
	page, err := template.New("page").Parse(text)
	if err != nil {
		return err
	}
	var groups []group
	for _, s := range config.Settings() {
		if len(groups) == 0 || groups[len(groups)-1].Name != s.Group {
			groups = append(groups, group{Name: s.Group})
		}
		last := &groups[len(groups)-1]
		last.Settings = append(last.Settings, row{s})
	}
	return page.Execute(w, groups)
}

// Flags returns the cell of the flag and its negation.
func (r row) Flags() string {
	switch {
	case r.Flag == "":
		return "–"
	case r.IsSwitch:
		return fmt.Sprintf("`--%s`, `--no-%[1]s`", r.Flag)
	}
	return "`--" + r.Flag + "`"
}

// Variables returns the cell of the variable and its values, if they are few.
func (r row) Variables() string {
	cell := "`" + r.Variable + "`"
	if len(r.Values) > 0 {
		cell += " (`" + strings.Join(r.Values, "`, `") + "`)"
	}
	return cell
}

// Otherwise returns the cell of the default, or of what happens without the setting.
func (r row) Otherwise() string {
	if r.Default == "" {
		return r.Unset
	}
	return "`" + r.Default + "`"
}

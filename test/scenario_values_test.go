package test

import (
	"encoding/json"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
)

func is(ts *testscript.TestScript, neg bool, args []string) {
	need(ts, len(args) == 2, "is PATH VALUE")
	if got := written(lookUp(ts, ts.ReadFile("stdout"), args[0])); (got == args[1]) == neg {
		ts.Fatalf("%s is %s", args[0], got)
	}
}

func save(ts *testscript.TestScript, neg bool, args []string) {
	need(ts, !neg && len(args) == 2, "save NAME PATH")
	value := lookUp(ts, ts.ReadFile("stdout"), args[1])
	need(ts, value != nil, args[1]+" is not in the answer")
	ts.Setenv(args[0], written(value))
}

func capture(ts *testscript.TestScript, neg bool, args []string) {
	need(ts, !neg && len(args) == 2, "capture NAME REGEXP")
	found := regexp.MustCompile(args[1]).FindStringSubmatch(ts.ReadFile("stdout"))
	need(ts, len(found) == 2, "no match")
	ts.Setenv(args[0], found[1])
}

// lookUp finds a part of an answer, nil when it is not there.
func lookUp(ts *testscript.TestScript, answer, path string) (value any) {
	if _, body, ok := strings.Cut(answer, "\r\n\n"); ok { // behind the headers
		answer = body
	}
	ts.Check(json.Unmarshal([]byte(answer), &value))
	for name := range strings.SplitSeq(path, ".") {
		switch in := value.(type) {
		case map[string]any:
			value = in[name]
		case []any:
			i, err := strconv.Atoi(name)
			switch {
			case name == "length":
				value = len(in)
			case err == nil && i < len(in):
				value = in[i]
			default:
				return nil
			}
		default:
			return nil
		}
	}
	return value
}

// written is a text as it is and everything else in JSON.
func written(value any) string {
	if text, ok := value.(string); ok {
		return text
	}
	text, err := json.Marshal(value)
	if err != nil {
		panic(err) // it came out of JSON
	}
	return string(text)
}

// textOf is an argument as it is, or what the file of that name holds.
func textOf(ts *testscript.TestScript, arg string) string {
	if ext := filepath.Ext(arg); ext == ".graphql" || ext == ".json" {
		return ts.ReadFile(arg)
	}
	return arg
}

func need(ts *testscript.TestScript, ok bool, what string) {
	if !ok {
		ts.Fatalf("%s", what)
	}
}

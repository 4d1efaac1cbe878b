package checker

import (
	"fmt"
	"strconv"
	"strings"
)

// fillings make texts of different lengths and kinds: what is stored must come back byte for byte.
var fillings = []string{
	"",
	"\n    indented\n\tand a tab",
	" \u2013 \u00fcbergro\u00df, \u6f22\u5b57, \U0001f469\u200d\U0001f469\u200d\U0001f467, \u202eright to left\u202c",
	" \"quotes\" 'apostrophes' \\ backslashes $1 %s ? {}",
	"\n" + strings.Repeat("a long line of a log; ", 40) + "end",
}

// Text returns the content with a number. Contents of different numbers differ.
func Text(number int) string {
	return fmt.Sprintf("torture %d%s", number, fillings[number%len(fillings)])
}

// NumberOf returns the number of a content: 0 for the empty one, and Foreign for one that Text does not return.
func NumberOf(content string) int {
	if content == "" {
		return 0
	}
	digits, _ := strings.CutPrefix(content, "torture ")
	if end := strings.IndexFunc(digits, func(r rune) bool { return r < '0' || r > '9' }); end >= 0 {
		digits = digits[:end]
	}
	number, err := strconv.Atoi(digits)
	if err != nil || number <= 0 || Text(number) != content {
		return Foreign
	}
	return number
}

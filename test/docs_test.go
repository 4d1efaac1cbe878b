package test

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
)

// maxReadmeBytes is the size that README.md must not exceed: everything else belongs into a page of docs.
const maxReadmeBytes = 8 << 10

func TestReadmeIsShort(t *testing.T) {
	t.Parallel()
	info, err := os.Stat("README.md")
	if err != nil {
		t.Fatal(err)
	}
	if info.Size() > maxReadmeBytes {
		t.Errorf("README.md: got %d bytes, want at most %d; move text into a page of docs", info.Size(), maxReadmeBytes)
	}
}

func TestDocumentationIndexListsEveryPage(t *testing.T) {
	t.Parallel()
	pages, err := filepath.Glob("docs/*.md")
	if err != nil {
		t.Fatal(err)
	}
	index := readText(t, "docs/README.md")
	for _, page := range pages {
		name := filepath.Base(page)
		if name != "README.md" && !strings.Contains(index, "]("+name+")") {
			t.Errorf("docs/README.md: got no link to %s, want one", name)
		}
		if !regexp.MustCompile(`^[a-z0-9-]+\.md$|^README\.md$`).MatchString(name) {
			t.Errorf("docs/%s: got this file name, want kebab-case", name)
		}
	}
}

func TestMarkdownLinksExist(t *testing.T) {
	t.Parallel()
	files := markdownFiles(t)
	anchors := map[string][]string{}
	for _, file := range files {
		anchors[file] = anchorsOf(readText(t, file))
	}
	links := 0
	for _, file := range files {
		for _, link := range linksOf(readText(t, file)) {
			links++
			if problem := brokenLink(file, link.target, anchors); problem != "" {
				t.Errorf("%s:%d: link to %q: %s", file, link.line, link.target, problem)
			}
		}
	}
	if len(files) < 20 || links < 50 {
		t.Errorf("got %d links in %d files, want at least 50 in 20: are they still found?", links, len(files))
	}
}

func TestBrokenLinksAreFound(t *testing.T) {
	t.Parallel()
	text := "# A `title`, with: punctuation!\n\n## Twice\n\n## Twice\n\n```\n# no heading [no](link.md)\n```\n\n`[no](link.md)` " +
		"[one](a.md) ![two](b.png \"title\") <img src=\"c.png\"> <a id=\"place\"></a> [[three](d.md)](e.md)\n\n[four]: f.md\n"
	wantAnchors := []string{"a-title-with-punctuation", "twice", "twice-1", "place"}
	if got := anchorsOf(text); !slices.Equal(got, wantAnchors) {
		t.Errorf("anchors: got %q, want %q", got, wantAnchors)
	}
	var targets []string
	for _, link := range linksOf(text) {
		targets = append(targets, link.target)
	}
	wantTargets := []string{"a.md", "b.png", "d.md", "e.md", "c.png", "f.md"}
	slices.Sort(targets)
	slices.Sort(wantTargets)
	if !slices.Equal(targets, wantTargets) {
		t.Errorf("links: got %q, want %q", targets, wantTargets)
	}
	anchors := map[string][]string{"docs/README.md": {"here"}, "README.md": {"there"}}
	for target, wantBroken := range map[string]bool{
		"#here": false, "#there": true, "../README.md#there": false, "../README.md#here": true, "../README.md": false, "adr": false,
		"../../README.md": true, "/README.md": true, "none.md": true, "https://example.com/none": false, "../LICENSE#x": true,
	} {
		if problem := brokenLink("docs/README.md", target, anchors); (problem != "") != wantBroken {
			t.Errorf("%s: got %q, want broken = %t", target, problem, wantBroken)
		}
	}
}

// markdownFiles returns the paths of all Markdown files of the repository.
func markdownFiles(t *testing.T) (files []string) {
	t.Helper()
	err := filepath.WalkDir(".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() && name != "." && (entry.Name() == "node_modules" || strings.HasPrefix(entry.Name(), ".")) {
			return filepath.SkipDir
		}
		if filepath.Ext(name) == ".md" {
			files = append(files, filepath.ToSlash(name))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// proseLines returns the lines of a Markdown text. Lines of fenced code are empty, and code spans are cut out of the others unless keepCode
// is set.
func proseLines(text string, keepCode bool) []string {
	lines := strings.Split(text, "\n")
	isCode := false
	for i, line := range lines {
		isFence := strings.HasPrefix(strings.TrimSpace(line), "```")
		switch {
		case isFence || isCode:
			lines[i] = ""
		case !keepCode:
			lines[i] = codeSpan.ReplaceAllString(line, "")
		}
		isCode = isCode != isFence
	}
	return lines
}

var (
	codeSpan     = regexp.MustCompile("`[^`]*`")
	heading      = regexp.MustCompile(`^#{1,6} +(.*?) *#*$`)
	htmlAnchor   = regexp.MustCompile(`<a (?:id|name)="([^"]+)"`)
	headingLink  = regexp.MustCompile(`\[([^\]]*)\]\([^)]*\)`)
	inlineLink   = regexp.MustCompile(`\]\(<?([^)\s>]+)>?(?: +"[^"]*")?\)`)
	htmlLink     = regexp.MustCompile(`(?:src|href)="([^"]+)"`)
	linkToDefine = regexp.MustCompile(`^ {0,3}\[[^\]]+\]: +<?([^\s>]+)>?`)
	externalLink = regexp.MustCompile(`^[a-z][a-z0-9+.-]*:`)
)

// anchorsOf returns the anchors of a Markdown text: those that GitHub makes from its headings, and ids in HTML.
func anchorsOf(text string) (anchors []string) {
	seen := map[string]int{}
	for _, line := range proseLines(text, true) {
		if match := heading.FindStringSubmatch(line); match != nil {
			slug := slugOf(headingLink.ReplaceAllString(match[1], "$1"))
			anchor := slug
			if n := seen[slug]; n > 0 {
				anchor = fmt.Sprintf("%s-%d", slug, n)
			}
			seen[slug]++
			anchors = append(anchors, anchor)
		}
		for _, match := range htmlAnchor.FindAllStringSubmatch(line, -1) {
			anchors = append(anchors, match[1])
		}
	}
	return anchors
}

// slugOf returns the anchor that GitHub makes from the text of a heading.
func slugOf(title string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == ' ':
			return '-'
		case r == '-' || r == '_' || unicode.IsLetter(r) || unicode.IsNumber(r):
			return unicode.ToLower(r)
		}
		return -1
	}, title)
}

type markdownLink struct {
	line   int
	target string
}

// linksOf returns the links and images of a Markdown text, outside of code.
func linksOf(text string) (links []markdownLink) {
	for i, line := range proseLines(text, false) {
		for _, pattern := range []*regexp.Regexp{inlineLink, htmlLink, linkToDefine} {
			for _, match := range pattern.FindAllStringSubmatch(line, -1) {
				links = append(links, markdownLink{i + 1, match[1]})
			}
		}
	}
	return links
}

// brokenLink returns what is wrong with a link in a file, or "". Links to other sites are not checked.
func brokenLink(file, target string, anchors map[string][]string) string {
	if externalLink.MatchString(target) {
		return ""
	}
	name, anchor, hasAnchor := strings.Cut(target, "#")
	if strings.HasPrefix(name, "/") {
		return "want a relative path"
	}
	linked := file
	if name != "" {
		linked = filepath.ToSlash(filepath.Join(filepath.Dir(file), name))
	}
	if strings.HasPrefix(linked, "..") {
		return "it leads out of the repository"
	}
	if _, err := os.Stat(linked); err != nil {
		return "there is no such file"
	}
	if hasAnchor && !slices.Contains(anchors[linked], anchor) {
		return fmt.Sprintf("%s has no such anchor; it has %s", linked, strings.Join(anchors[linked], ", "))
	}
	return ""
}

func readText(t *testing.T, file string) string {
	t.Helper()
	return strings.Join(readLines(t, file), "\n")
}

var pathInText = regexp.MustCompile("`([.A-Za-z0-9_*-]+(?:/[A-Za-z0-9_.*-]+)*(?:/|\\.(?:go|md|mjs|graphqls|yml|json)))`")

func TestPathsInGuidesExist(t *testing.T) {
	t.Parallel()
	for _, guide := range []string{"ARCHITECTURE.md", "CONTRIBUTING.md"} {
		paths := pathInText.FindAllStringSubmatch(readText(t, guide), -1)
		if len(paths) < 10 {
			t.Errorf("%s: got %d paths, want at least 10: are they still found?", guide, len(paths))
		}
		for _, match := range paths {
			inRoot, _ := filepath.Glob(match[1])
			inPackages, _ := filepath.Glob("*/" + match[1])
			if len(inRoot)+len(inPackages) == 0 {
				t.Errorf("%s: got the path %s, want one that exists", guide, match[1])
			}
		}
	}
}

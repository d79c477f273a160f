package auditfile

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func open(t *testing.T, text string, age time.Duration) *file {
	t.Helper()
	name := filepath.Join(t.TempDir(), "kube-apiserver.log")
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	written := time.Now().Add(-age)
	if err := os.Chtimes(name, written, written); err != nil {
		t.Fatal(err)
	}
	opened, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { opened.Close() })
	return &file{File: opened, maxLine: 10_000}
}

func lines(t *testing.T, f *file) (result []string) {
	t.Helper()
	for at := int64(0); ; {
		line, next, err := f.line(at)
		if err != nil {
			t.Fatal(err)
		}
		if line == nil {
			return result
		}
		at, result = next, append(result, string(line))
	}
}

func expect(t *testing.T, actual []string, expected ...string) {
	t.Helper()
	if strings.Join(actual, "|") != strings.Join(expected, "|") {
		t.Errorf("%d lines: %.200q", len(actual), actual)
	}
}

func TestLines(t *testing.T) {
	long := strings.Repeat("x", 9_999)
	expect(t, lines(t, open(t, "a\n\n"+long+"\n b\t\r\n", 0)), "a", "", long, " b\t\r")
}

func TestLongLineIsReadInParts(t *testing.T) {
	full := strings.Repeat("x", 10_000)
	expect(t, lines(t, open(t, full+"\n"+full+"yz\na\n", 0)), full, full, "yz", "a")
}

func TestUnfinishedLineIsReadWhenTheFileIsQuiet(t *testing.T) {
	expect(t, lines(t, open(t, "a\nunfinished", 0)), "a")
	expect(t, lines(t, open(t, "a\nunfinished", 2*quiet)), "a", "unfinished")
}

func TestIdentityIsThatOfTheWholeFirstLine(t *testing.T) {
	same := strings.Repeat("x", 9_000)
	one, other := open(t, same+"1\n", 0), open(t, same+"2\n", 0)
	for _, f := range []*file{one, other} {
		if complete, err := f.identify(); !complete || err != nil {
			t.Fatal(complete, err)
		}
	}
	if one.identity == other.identity {
		t.Error(one.identity)
	}
	if complete, err := open(t, same, 0).identify(); complete || err != nil {
		t.Error("an incomplete line identifies a file", err)
	}
}

func TestBatchIsLimited(t *testing.T) {
	f := open(t, strings.Repeat("a\n", batchLines+1), 0)
	first, end, err := f.batch()
	if err != nil || first.LogRecordCount() != batchLines || end != 2*batchLines {
		t.Error(first.LogRecordCount(), end, err)
	}
	f = open(t, strings.Repeat(strings.Repeat("x", 9_999)+"\n", 300), 0)
	if first, _, err = f.batch(); err != nil || first.LogRecordCount() != batchBytes/9_999+1 {
		t.Error(first.LogRecordCount(), err)
	}
}

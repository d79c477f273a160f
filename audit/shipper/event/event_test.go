package event

import (
	"encoding/json"
	"strings"
	"testing"
	"time"
)

var read = time.Date(2030, 1, 2, 3, 4, 5, 0, time.UTC)

const small = `{"kind":"Event","auditID":"a","stage":"ResponseComplete","requestURI":"/x","verb":"get","stageTimestamp":"2030-01-02T03:04:06.123456Z"}`

func TestEventKeepsLine(t *testing.T) {
	one := Parse(Line{small, read})
	if one.Message != small || one.AuditID != "a" || one.Stage != "ResponseComplete" || one.Time.Format(time.RFC3339Nano) != "2030-01-02T03:04:06.123456Z" {
		t.Errorf("%+v", one)
	}
}

func TestUnparsedLineIsMarked(t *testing.T) {
	for _, text := range []string{"not JSON", "", `{"auditID":"a"`, "\x00\xff", `[]`} {
		one := Parse(Line{text, read})
		mark := decode(t, one.Message)
		if !strings.HasPrefix(mark.Annotations[UnparsedAnnotation], "bytes=") || one.Stage != "Unparsed" || !one.Time.Equal(read) {
			t.Errorf("%q: %+v", text, one)
		}
	}
}

func TestLargeEventIsReduced(t *testing.T) {
	text := strings.Replace(small, `"/x"`, `"/`+strings.Repeat("é", 200_000)+`"`, 1)
	one := Fitting(Line{text, read}, MinLimit)
	mark := decode(t, one.Message)
	if len(mark.RequestURI) > textLimit || len(mark.RequestURI) < textLimit-1 || mark.AuditID != "a" || mark.Verb != "get" || mark.Written != "2030-01-02T03:04:06.123456Z" {
		t.Errorf("%+v", mark)
	}
	if mark.Annotations[TruncatedAnnotation] != identity(text) {
		t.Errorf("%v", mark.Annotations)
	}
}

func TestReducedEventIsSmallWhateverTheClientSends(t *testing.T) {
	long := strings.Repeat(`\u0026\"`, 50_000)
	text := `{"kind":"` + long + `","apiVersion":"` + long + `","level":"` + long + `","auditID":"` + long + `","stage":"` + long + `","requestURI":"` + long +
		`","verb":"` + long + `","user":{"username":"` + long + `","groups":["` + long + `"]},"sourceIPs":["` + strings.Repeat(long+`","`, 30) +
		`"],"requestReceivedTimestamp":"` + long + `","stageTimestamp":"` + long + `"}`
	one := Fitting(Line{text, read}, MinLimit)
	twice, _ := json.Marshal(one.Message)
	if decode(t, one.Message).Annotations[TruncatedAnnotation] == "" || len(twice) > MinLimit-1000 {
		t.Errorf("%d bytes, escaped again %d", len(one.Message), len(twice))
	}
}

func decode(t *testing.T, text string) fields {
	t.Helper()
	result := fields{}
	if err := json.Unmarshal([]byte(text), &result); err != nil {
		t.Fatal(err)
	}
	return result
}

package syslogtls

import (
	"strconv"
	"strings"
	"testing"
	"time"

	"slipway/audit/shipper/event"
	"slipway/audit/shipper/sink"
)

var from = sink.Source{Cluster: "c1", Environment: "staging", Node: "n1", Log: "kube-apiserver"}

func line(id string) event.Line {
	return event.Line{Text: `{"auditID":"` + id + `","stage":"ResponseComplete","stageTimestamp":"2030-01-02T03:04:06.123456Z"}`, Read: time.Unix(0, 0)}
}

func TestFrame(t *testing.T) {
	text := `<110>1 2030-01-02T03:04:06.123456Z n1 kube-apiserver - audit ` +
		`[slipway@32473 cluster="c1" environment="staging" auditID="a1" stage="ResponseComplete"] ` + line("a1").Text
	if actual := string(frames([]event.Line{line("a1")}, from, event.MinLimit)); actual != strconv.Itoa(len(text))+" "+text {
		t.Error(actual)
	}
}

func TestFrameCountsOctets(t *testing.T) {
	batch := string(frames([]event.Line{line("é"), line("b")}, from, event.MinLimit))
	for range 2 {
		count, rest, _ := strings.Cut(batch, " ")
		size, err := strconv.Atoi(count)
		if err != nil || !strings.HasPrefix(rest, "<110>1 ") || !strings.HasSuffix(rest[:size], "}") {
			t.Fatal(batch)
		}
		batch = rest[size:]
	}
	if batch != "" {
		t.Error(batch)
	}
}

func TestStructuredDataIsEscaped(t *testing.T) {
	if text := message(event.Event{AuditID: `a]"\`}, from); !strings.Contains(text, `auditID="a\]\"\\"`) {
		t.Error(text)
	}
}

func TestLargeEventIsReduced(t *testing.T) {
	large := event.Line{Text: strings.Repeat("x", event.MinLimit+1)}
	if batch := frames([]event.Line{large}, from, event.MinLimit); len(batch) > event.MinLimit || !strings.Contains(string(batch), event.UnparsedAnnotation) {
		t.Errorf("%d bytes", len(batch))
	}
}

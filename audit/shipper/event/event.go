// Package event reads the lines of a Kubernetes audit log, and reduces those that are larger than a sink accepts.
package event

import (
	"encoding/json"
	"time"
)

// Line is a line as the API server wrote it, without its newline.
type Line struct {
	Text string
	Read time.Time // when the shipper read it
}

// Event is what the sinks take from a line. Source of the names: k8s.io/apiserver/pkg/apis/audit/v1.
type Event struct {
	AuditID string
	Stage   string
	Time    time.Time
	Message string
}

// fields are those that a reduced event keeps.
type fields struct {
	Kind        string            `json:"kind"`
	APIVersion  string            `json:"apiVersion"`
	Level       string            `json:"level"`
	AuditID     string            `json:"auditID"`
	Stage       string            `json:"stage"`
	RequestURI  string            `json:"requestURI"`
	Verb        string            `json:"verb"`
	User        json.RawMessage   `json:"user,omitempty"`
	SourceIPs   []string          `json:"sourceIPs,omitempty"`
	Received    string            `json:"requestReceivedTimestamp"`
	Written     string            `json:"stageTimestamp"`
	Annotations map[string]string `json:"annotations,omitempty"`
}

// Parse returns the event of a line. A line that is not a JSON object becomes a small event that names it by its digest.
func Parse(line Line) Event {
	parsed := fields{}
	if json.Unmarshal([]byte(line.Text), &parsed) != nil {
		return build(unparsed(line), line)
	}
	event := build(parsed, line)
	event.Message = line.Text
	return event
}

// Reduced returns the line of the small event that takes the position of one larger than a sink accepts.
func Reduced(line Line) Line {
	parsed := fields{}
	small := build(unparsed(line), line)
	if json.Unmarshal([]byte(line.Text), &parsed) == nil {
		small = build(reduce(parsed, line.Text), line)
	}
	return Line{small.Message, line.Read}
}

// Fit returns the line, reduced if it is larger than limit bytes.
func Fit(line Line, limit int) Line {
	if len(line.Text) > limit {
		return Reduced(line)
	}
	return line
}

// Fitting returns the event of a line that fits.
func Fitting(line Line, limit int) Event { return Parse(Fit(line, limit)) }

func build(from fields, line Line) Event {
	written, err := time.Parse(time.RFC3339Nano, from.Written)
	if err != nil {
		written = line.Read
	}
	message, _ := json.Marshal(from) // of strings only, which cannot fail
	return Event{AuditID: cut(from.AuditID, idLimit), Stage: cut(from.Stage, idLimit), Time: written.UTC(), Message: string(message)}
}

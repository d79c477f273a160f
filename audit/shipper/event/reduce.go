package event

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"time"
	"unicode/utf8"
)

// Annotations of reduced events. The archive has the line whole; size and digest identify it there.
const (
	TruncatedAnnotation = "slipway.dev/truncated"
	UnparsedAnnotation  = "slipway.dev/unparsed"
	startAnnotation     = "slipway.dev/start"
)

// Limits in bytes, which together keep a reduced event below MinLimit: a client chooses these values, and JSON may write a byte as six.
const (
	textLimit    = 1000
	idLimit      = 100
	addressLimit = 64
	addresses    = 10 // a client sends as many as it likes in X-Forwarded-For
	userLimit    = 4096

	// MinLimit is the smallest limit of a sink that each reduced event fits into, also escaped a second time within a string.
	MinLimit = 64 << 10
)

func reduce(event fields, text string) fields {
	event.AuditID, event.Stage = cut(event.AuditID, idLimit), cut(event.Stage, idLimit)
	event.Kind, event.APIVersion, event.Level = cut(event.Kind, idLimit), cut(event.APIVersion, idLimit), cut(event.Level, idLimit)
	event.Received, event.Written = cut(event.Received, idLimit), cut(event.Written, idLimit)
	event.Verb = cut(event.Verb, idLimit)
	event.RequestURI = cut(event.RequestURI, textLimit)
	event.User = reduceUser(event.User)
	event.SourceIPs = event.SourceIPs[:min(len(event.SourceIPs), addresses)]
	for i, address := range event.SourceIPs {
		event.SourceIPs[i] = cut(address, addressLimit)
	}
	event.Annotations = map[string]string{TruncatedAnnotation: identity(text)}
	return event
}

// reduceUser keeps a user of usual size whole, and only the name of a larger one.
func reduceUser(user json.RawMessage) json.RawMessage {
	if len(user) <= userLimit {
		return user
	}
	name := struct {
		Username string `json:"username"`
	}{}
	_ = json.Unmarshal(user, &name) // valid already; without a name it stays empty
	name.Username = cut(name.Username, textLimit)
	small, _ := json.Marshal(name)
	return small
}

func unparsed(line Line) fields {
	return fields{
		Kind: "Event", APIVersion: "audit.k8s.io/v1", Level: "Metadata", Stage: "Unparsed",
		Written:     line.Read.UTC().Format(time.RFC3339Nano),
		Annotations: map[string]string{UnparsedAnnotation: identity(line.Text), startAnnotation: cut(line.Text, textLimit)},
	}
}

func identity(text string) string {
	return fmt.Sprintf("bytes=%d sha256=%x", len(text), sha256.Sum256([]byte(text)))
}

// cut returns the first bytes of a text, without a part of a character at the end.
func cut(text string, limit int) string {
	if len(text) <= limit {
		return text
	}
	for limit > 0 && !utf8.RuneStart(text[limit]) {
		limit--
	}
	return text[:limit]
}

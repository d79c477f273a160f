package logstore

import (
	"bytes"
	"encoding/json"
	"time"

	"slipway/audit/shipper/event"
	"slipway/audit/shipper/sink"
)

// row is an event as the store receives it. The message is the whole line, from which a query can unpack every field.
type row struct {
	Cluster     string `json:"cluster"`
	Environment string `json:"environment"`
	Node        string `json:"node"`
	Log         string `json:"log"`
	AuditID     string `json:"auditID"`
	Stage       string `json:"stage"`
	Time        string `json:"stageTimestamp"`
	Message     string `json:"message"`
}

// rows encodes a batch. The store skips a row above its limit and still answers 200, so the size that counts is the encoded one. A queue can have
// larger lines than fit allows, of a start with another limit.
func rows(lines []event.Line, from sink.Source, limit int) []byte {
	buffer := bytes.Buffer{}
	for _, line := range lines {
		encoded := encode(event.Parse(line), from)
		if len(encoded) > limit {
			encoded = encode(event.Reduced(line), from)
		}
		buffer.Write(encoded)
	}
	return buffer.Bytes()
}

func (c *Config) fit(line event.Line) event.Line {
	if len(encode(event.Parse(line), c.Source)) > c.MaxEventBytes {
		line.Text = event.Reduced(line).Message
	}
	return line
}

func encode(one event.Event, from sink.Source) []byte {
	buffer := bytes.Buffer{}
	encoder := json.NewEncoder(&buffer)
	encoder.SetEscapeHTML(false)
	_ = encoder.Encode(row{ // of strings only, which cannot fail
		from.Cluster, from.Environment, from.Node, from.Log, one.AuditID, one.Stage, one.Time.Format(time.RFC3339Nano), one.Message,
	})
	return buffer.Bytes()
}

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

// growth is more than a line grows in its row: JSON writes a byte as six at most, and the other fields have limits of their own.
const growth = 8

// rows encodes a batch. A queue can have larger lines than the limit allows, of a start with another limit.
func rows(lines []event.Line, from sink.Source, limit int) []byte {
	buffer := bytes.Buffer{}
	for _, line := range lines {
		buffer.Write(encode(event.Parse(fitting(line, from, limit)), from))
	}
	return buffer.Bytes()
}

// fitting returns the line, reduced if its row is above the limit: the store skips such a row and still answers 200. A small line needs no row to be measured.
func fitting(line event.Line, from sink.Source, limit int) event.Line {
	if len(line.Text) > limit/growth && len(encode(event.Parse(line), from)) > limit {
		return event.Reduced(line)
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

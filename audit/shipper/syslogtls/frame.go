package syslogtls

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"

	"slipway/audit/shipper/event"
	"slipway/audit/shipper/sink"
)

const (
	priority = 13*8 + 6 // facility log audit, severity informational (RFC 5424, section 6.2.1)
	appName  = "kube-apiserver"
	msgID    = "audit"
	// 32473 is IANA's enterprise number for examples (RFC 5612); the project has none.
	structuredID = "slipway@32473"
	timeFormat   = "2006-01-02T15:04:05.000000Z"
)

var escapes = strings.NewReplacer(`\`, `\\`, `"`, `\"`, `]`, `\]`)

// frames encodes a batch with octet counting (RFC 5425, section 4.3).
func frames(lines []event.Line, from sink.Source, limit int) []byte {
	buffer := bytes.Buffer{}
	for _, line := range lines {
		text := message(event.Fitting(line, limit), from)
		buffer.WriteString(strconv.Itoa(len(text)))
		buffer.WriteByte(' ')
		buffer.WriteString(text)
	}
	return buffer.Bytes()
}

func message(one event.Event, from sink.Source) string {
	data := fmt.Sprintf(`[%s cluster="%s" environment="%s" auditID="%s" stage="%s"]`, structuredID,
		escapes.Replace(from.Cluster), escapes.Replace(from.Environment), escapes.Replace(one.AuditID), escapes.Replace(one.Stage))
	return fmt.Sprintf("<%d>1 %s %s %s - %s %s %s", priority, one.Time.Format(timeFormat), from.Node, appName, msgID, data, one.Message)
}

//go:build faults

package faults

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	lumberjack "gopkg.in/natefinch/lumberjack.v2"
)

// writer writes an audit log through the package with which an API server rotates its own.
type writer struct {
	ledger map[string]string // line by audit ID
	stop   atomic.Bool
	done   chan struct{}
}

// startWriter writes events at a rate per second, of which each 500th is larger than the store and the SIEM accept.
func startWriter(t *testing.T, file string, rate int, random *rand.Rand) *writer {
	w := &writer{ledger: map[string]string{}, done: make(chan struct{})}
	log := &lumberjack.Logger{Filename: file, MaxSize: 1}
	go func() {
		defer close(w.done)
		for ticker := time.NewTicker(time.Second / time.Duration(rate)); !w.stop.Load(); <-ticker.C {
			id := fmt.Sprintf("%08x-%d", random.Uint32(), len(w.ledger))
			size := 100 + random.IntN(1500)
			if len(w.ledger)%500 == 499 {
				size = 300_000 + random.IntN(100_000)
			}
			w.ledger[id] = auditEvent(id, size, time.Now())
			if _, err := log.Write([]byte(w.ledger[id] + "\n")); err != nil {
				t.Error(err)
				return
			}
		}
	}()
	return w
}

func (w *writer) finish() {
	w.stop.Store(true)
	<-w.done
}

func auditEvent(id string, size int, now time.Time) string {
	stamp := now.UTC().Format("2006-01-02T15:04:05.000000Z")
	return fmt.Sprintf(`{"kind":"Event","apiVersion":"audit.k8s.io/v1","level":"Metadata","auditID":"%s","stage":"ResponseComplete",`+
		`"requestURI":"/api/v1/pods?x=%s","verb":"get","user":{"username":"ann@example.net","groups":["system:authenticated"]},`+
		`"sourceIPs":["192.0.2.7"],"responseStatus":{"metadata":{},"code":200},"requestReceivedTimestamp":"%s","stageTimestamp":"%s",`+
		`"annotations":{"authorization.k8s.io/decision":"allow","authorization.k8s.io/reason":"\u0026 \"quoted\""}}`,
		id, strings.Repeat("é", size/2), stamp, stamp)
}

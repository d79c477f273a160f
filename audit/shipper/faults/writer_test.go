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
	log    *lumberjack.Logger
	ledger map[string]message // by audit ID
	stop   atomic.Bool
	done   chan struct{}
}

// newWriter writes nothing yet. The sizes are MiB of a file, and the number of full files; 0 keeps all.
func newWriter(file string, size, files int) *writer {
	return &writer{log: &lumberjack.Logger{Filename: file, MaxSize: size, MaxBackups: files}, ledger: map[string]message{}, done: make(chan struct{})}
}

func (w *writer) add(id string, size int) error {
	line := auditEvent(id, size, time.Now())
	w.ledger[id] = newMessage(line)
	_, err := w.log.Write([]byte(line + "\n"))
	return err
}

// startWriter writes events at a rate per second, of which each 500th is larger than the store and the SIEM accept.
func startWriter(t *testing.T, file string, rate int, random *rand.Rand) *writer {
	w := newWriter(file, 1, 0)
	go func() {
		defer close(w.done)
		for ticker := time.NewTicker(time.Second / time.Duration(rate)); !w.stop.Load(); <-ticker.C {
			id := fmt.Sprintf("%08x-%d", random.Uint32(), len(w.ledger))
			size := 100 + random.IntN(1500)
			if len(w.ledger)%500 == 499 {
				size = 300_000 + random.IntN(100_000)
			}
			if err := w.add(id, size); err != nil {
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

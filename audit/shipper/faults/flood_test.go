//go:build faults

package faults

import (
	"flag"
	"fmt"
	"os"
	"testing"
	"time"
)

var (
	flood     = flag.Int("flood", 3000, "requests of a flood, each with a URI of 400 kB")
	floodRate = flag.Int("flood-rate", 100, "requests of the flood per second")
)

// A client without a credential writes more than the log of the default size holds, so what was not read before is lost. Nothing is, because
// reading is faster; and a later event does not wait until the flood left the queues.
func TestFloodLosesNothing(t *testing.T) {
	l := startLab(t)
	w := newWriter(l.path("logs/kube-apiserver.log"), 100, 10)
	began := time.Now()
	ticker := time.NewTicker(time.Second / time.Duration(*floodRate))
	for i := range *flood {
		<-ticker.C
		if err := w.add(fmt.Sprintf("flood-%d", i), 399_000); err != nil {
			t.Fatal(err)
		}
	}
	written := time.Since(began)
	if err := w.add("later", 100); err != nil {
		t.Fatal(err)
	}
	l.drain()
	t.Logf("%d requests in %v, drained %v later", *flood, written.Round(time.Second), (time.Since(began) - written).Round(time.Second))
	l.compareAll(w)
	l.report()
}

// A node is replaced: it is drained, and removed with its log, its queues and its position. Another one with its name begins with an empty disk.
func TestReplacedNodeLosesNothing(t *testing.T) {
	l := startLab(t)
	file := l.path("logs/kube-apiserver.log")
	w := newWriter(file, 1, 0)
	for i := range 2 * 1000 {
		if i == 1000 {
			l.drain()
			l.shipper.kill()
			l.replaceNode()
			w.log.Close()
			l.shipper.start()
		}
		if err := w.add(fmt.Sprintf("event-%d", i), 500); err != nil {
			t.Fatal(err)
		}
	}
	l.drain()
	l.compareAll(w)
	l.report()
}

func (l *lab) replaceNode() {
	for _, name := range []string{"logs", "state"} {
		if err := os.RemoveAll(l.path(name)); err != nil {
			l.Fatal(err)
		}
	}
	if err := os.Mkdir(l.path("logs"), 0o700); err != nil {
		l.Fatal(err)
	}
}

//go:build faults

// Package faults kills the shipper and its sinks at random, and checks that each event arrived in each sink.
//
//	audit/shipper/faults/run [-faults 10] [-seed N] [-rate 50] [-config FILE]
//
// It runs audit-shipper, victoria-logs and versitygw of the toolchain; rsyslogd with rsyslog-gnutls is Debian's.
package faults

import (
	"flag"
	"io"
	"math/rand/v2"
	"net/http"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

var (
	faults = flag.Int("faults", 10, "number of kills")
	seed   = flag.Uint64("seed", uint64(time.Now().UnixNano()), "of the random numbers")
	rate   = flag.Int("rate", 50, "events per second")
	config = flag.String("config", "../example.yaml", "of the shipper")
)

func TestNothingIsLost(t *testing.T) {
	t.Logf("seed %d", *seed)
	random := rand.New(rand.NewPCG(*seed, 0))
	l := startLab(t)
	began := time.Now()
	w := startWriter(t, l.path("logs/kube-apiserver.log"), *rate, rand.New(rand.NewPCG(*seed, 1)))
	for i := range *faults {
		l.injectFault(i+1, random)
	}
	w.finish()
	written := time.Since(began)
	l.drain()
	t.Logf("%d events in %v, drained %v later", len(w.ledger), written.Round(time.Second), (time.Since(began) - written).Round(time.Second))
	l.compareAll(w)
	l.report()
}

func startLab(t *testing.T) *lab {
	file, err := filepath.Abs(*config)
	if err != nil {
		t.Fatal(err)
	}
	l := newLab(t, file)
	l.startSinks()
	l.shipper.start()
	return l
}

// The default chapter runs this one.
func TestOneEventReachesEachSink(t *testing.T) {
	l := startLab(t)
	w := newWriter(l.path("logs/kube-apiserver.log"), 1, 0)
	if err := w.add("one", 500); err != nil {
		t.Fatal(err)
	}
	l.drain()
	l.compareAll(w)
}

// compareAll also checks that what left the queues survives a kill of the sinks.
func (l *lab) compareAll(w *writer) {
	l.killSinks()
	l.compare("archive", w.ledger, l.readArchive())
	l.compare("store", w.ledger, l.readStore())
	l.compare("receiver", w.ledger, l.readReceiver())
}

func (l *lab) startSinks() {
	l.startArchive()
	l.store.start()
	l.receiver.start()
}

// injectFault kills one to four of the processes, and starts them again after up to 8 seconds.
func (l *lab) injectFault(number int, random *rand.Rand) {
	time.Sleep(time.Duration(2+random.IntN(13)) * time.Second)
	all := []*process{l.shipper, l.archive, l.store, l.receiver}
	random.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	chosen := all[:[]int{1, 1, 1, 2, 2, 3, 4}[random.IntN(7)]]
	names := []string{}
	for _, one := range chosen {
		one.kill()
		names = append(names, one.name)
	}
	down := time.Duration(random.IntN(8000)) * time.Millisecond
	l.Logf("fault %d: %s for %v", number, strings.Join(names, ", "), down)
	time.Sleep(down)
	for _, one := range chosen {
		one.start()
	}
}

// drain waits until the queues are empty for longer than a reader takes to fill them.
func (l *lab) drain() {
	empty := 0
	for end := time.Now().Add(3 * time.Minute); empty < 8; time.Sleep(time.Second) {
		if time.Now().After(end) {
			l.Error("the queues are not empty after 3 minutes")
			return
		}
		empty++
		if !l.queuesAreEmpty() {
			empty = 0
		}
	}
}

func (l *lab) queuesAreEmpty() bool {
	response, err := http.Get("http://" + l.address["metrics"] + "/metrics")
	if err != nil {
		return false
	}
	defer response.Body.Close()
	queues := 0
	text, _ := io.ReadAll(response.Body)
	for line := range strings.Lines(string(text)) {
		if strings.HasPrefix(line, "otelcol_exporter_queue_size{") && strings.HasSuffix(line, " 0\n") {
			queues++
		}
	}
	return queues == 3
}

// killSinks checks that what left the queue survives a kill.
func (l *lab) killSinks() {
	for _, one := range []*process{l.archive, l.store, l.receiver} {
		one.kill()
		one.start()
	}
	time.Sleep(3 * time.Second)
}

//go:build faults && bench

package faults

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/minio/minio-go/v7"
)

var (
	seconds  = flag.Int("seconds", 60, "for which events are written")
	perWrite = flag.Int("events", 25, "per second")
)

// A reader asks each sink this often, so a delay is too long by up to it.
const poll = 200 * time.Millisecond

// delays has the time from the write of an event until a reader of a sink first sees it.
type delays struct {
	sync.Mutex
	written map[string]time.Time
	seen    map[string]map[string]time.Duration // by sink and audit ID
}

// TestDelay is bench/audit: the shipper and, on the same file and to the same receiver, rsyslog.
func TestDelay(t *testing.T) {
	l := startLab(t)
	log := l.path("logs/kube-apiserver.log")
	w := newWriter(log, 100, 10)
	l.add(w, "first") // so that the file exists
	l.drain()
	l.startPeer(log)
	d := &delays{written: map[string]time.Time{}, seen: map[string]map[string]time.Duration{}}
	stop := make(chan struct{})
	readers := sync.WaitGroup{}
	for _, read := range []func(*delays) func(){l.siemReader, l.storeReader, l.archiveReader} {
		readers.Go(func() { repeat(read(d), stop) })
	}
	time.Sleep(3 * time.Second)
	ticker := time.NewTicker(time.Second / time.Duration(*perWrite))
	for i := range *seconds * *perWrite {
		<-ticker.C
		id := fmt.Sprintf("delay-%d", i)
		d.Lock()
		d.written[id] = time.Now()
		d.Unlock()
		l.add(w, id)
	}
	time.Sleep(15 * time.Second)
	close(stop)
	readers.Wait()
	d.report(t)
}

func (l *lab) add(w *writer, id string) {
	if err := w.add(id, 500); err != nil {
		l.Fatal(err)
	}
}

func repeat(read func(), stop chan struct{}) {
	for {
		select {
		case <-stop:
			return
		case <-time.After(poll):
			read()
		}
	}
}

func (d *delays) see(sink, id string) {
	now := time.Now()
	d.Lock()
	defer d.Unlock()
	written, isKnown := d.written[id]
	if d.seen[sink] == nil {
		d.seen[sink] = map[string]time.Duration{}
	}
	if _, again := d.seen[sink][id]; isKnown && !again {
		d.seen[sink][id] = now.Sub(written)
	}
}

func (d *delays) report(t *testing.T) {
	fmt.Println("| sink | shipper | events | median | 95 % | longest |\n| --- | --- | ---: | ---: | ---: | ---: |")
	for _, sink := range []string{"archive | audit-shipper", "log store | audit-shipper", "SIEM | audit-shipper", "SIEM | rsyslog"} {
		all := []time.Duration{}
		for _, one := range d.seen[sink] {
			all = append(all, one.Round(100*time.Millisecond))
		}
		if len(all) != len(d.written) {
			t.Errorf("%s: %d events were seen of %d", sink, len(all), len(d.written))
			continue
		}
		slices.Sort(all)
		fmt.Printf("| %s | %d | %v | %v | %v |\n", sink, len(all), all[len(all)/2], all[len(all)*95/100], all[len(all)-1])
	}
}

var auditID = regexp.MustCompile(`"auditID":"(delay-\d+)"`)

func (d *delays) seeAll(sink string, text []byte) {
	for _, one := range auditID.FindAllSubmatch(text, -1) {
		d.see(sink, string(one[1]))
	}
}

// siemReader separates the senders by the shipper's structured data.
func (l *lab) siemReader(d *delays) func() {
	file, err := os.Open(l.path("siem/audit.log"))
	if err != nil {
		l.Error(err)
		return func() {}
	}
	rest := []byte{}
	return func() {
		text, _ := io.ReadAll(file)
		text = append(rest, text...)
		end := bytes.LastIndexByte(text, '\n') + 1
		rest = slices.Clone(text[end:])
		for line := range bytes.Lines(text[:end]) {
			sink := "SIEM | rsyslog"
			if bytes.Contains(line, []byte("slipway@32473")) {
				sink = "SIEM | audit-shipper"
			}
			d.seeAll(sink, line)
		}
	}
}

func (l *lab) storeReader(d *delays) func() {
	client := &http.Client{Transport: l.transport()}
	query := "https://" + l.address["store"] + "/select/logsql/query?query=" + url.QueryEscape(`_time:20s | fields auditID`)
	return func() {
		response, err := client.Get(query)
		if err != nil {
			return
		}
		defer response.Body.Close()
		for decoder := json.NewDecoder(response.Body); decoder.More(); {
			row := struct{ AuditID string }{}
			if decoder.Decode(&row) != nil {
				return
			}
			d.see("log store | audit-shipper", row.AuditID)
		}
	}
}

func (l *lab) archiveReader(d *delays) func() {
	client, read := l.objectsAs(ownerName), map[string]bool{}
	return func() {
		for object := range client.ListObjects(l.Context(), bucket, minio.ListObjectsOptions{Recursive: true}) {
			if object.Err != nil || read[object.Key] {
				continue
			}
			body, err := client.GetObject(l.Context(), bucket, object.Key, minio.GetObjectOptions{})
			if err != nil {
				continue
			}
			unpacked, err := gzip.NewReader(body)
			if err != nil {
				continue
			}
			if text, err := io.ReadAll(unpacked); err == nil {
				read[object.Key] = true
				d.seeAll("archive | audit-shipper", text)
			}
		}
	}
}

// startPeer starts an rsyslogd that sends the lines of the file to the receiver of the lab.
func (l *lab) startPeer(log string) {
	host, port, _ := strings.Cut(l.address["receiver"], ":")
	if err := os.Mkdir(l.path("peer"), 0o700); err != nil {
		l.Fatal(err)
	}
	l.write("peer.conf", fmt.Sprintf(`global(workDirectory="%s" maxMessageSize="200k"
  defaultNetstreamDriverCAFile="%s" defaultNetstreamDriverCertFile="%s" defaultNetstreamDriverKeyFile="%s")
module(load="imfile")
input(type="imfile" file="%s" tag="audit:" ruleset="out")
ruleset(name="out") { action(type="omfwd" target="%s" port="%s" protocol="tcp" TCP_Framing="octet-counted" template="RSYSLOG_SyslogProtocol23Format"
  StreamDriver="gtls" StreamDriverMode="1" StreamDriverAuthMode="x509/name" StreamDriverPermittedPeers="%s") }
`, l.path("peer"), l.tls.File("ca.crt"), l.path("secrets/client.crt"), l.path("secrets/client.key"), log, host, port, siemName))
	program(l.T, l.path("peer"), "rsyslogd", "-n", "-f", l.path("peer.conf"), "-i", l.path("peer/pid")).start()
	time.Sleep(3 * time.Second)
}

package main

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/pem"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// bucket collects the lines of all objects.
type bucket struct {
	*httptest.Server
	mutex sync.Mutex
	open  bool
	lines []string
}

func newBucket(t *testing.T) *bucket {
	b := &bucket{open: true}
	b.Server = httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		b.mutex.Lock()
		defer b.mutex.Unlock()
		if !b.open {
			w.WriteHeader(http.StatusServiceUnavailable)
			return
		}
		body, err := gzip.NewReader(r.Body)
		if err != nil {
			w.WriteHeader(http.StatusBadRequest)
			return
		}
		text, _ := io.ReadAll(body)
		b.lines = append(b.lines, strings.Split(strings.TrimSuffix(string(text), "\n"), "\n")...)
	}))
	t.Cleanup(b.Close)
	return b
}

// example returns the variables of example.yaml with the bucket as the archive.
func (b *bucket) example(t *testing.T) map[string]string {
	variables := example(t)
	variables["ARCHIVE"], variables["CA"] = b.URL, filepath.Join(variables["SECRETS"], "ca")
	write(t, variables["CA"], string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: b.Certificate().Raw})))
	return variables
}

func (b *bucket) set(open bool) {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	b.open = open
}

func (b *bucket) received() []string {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	return slices.Clone(b.lines)
}

// await waits until the bucket has a number of lines.
func (b *bucket) await(t *testing.T, count int, limit time.Duration) []string {
	t.Helper()
	for end := time.Now().Add(limit); len(b.received()) < count; time.Sleep(50 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("%d of %d lines after %v", len(b.received()), count, limit)
		}
	}
	return b.received()
}

// run starts a collector with the example's configuration and returns what stops it.
func run(t *testing.T, variables map[string]string) (stop func()) {
	t.Helper()
	one := collector(t, "example.yaml", variables)
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- one.Run(ctx) }()
	stop = sync.OnceFunc(func() {
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
	t.Cleanup(stop)
	return stop
}

func TestLinesOfAllFilesArriveWhole(t *testing.T) {
	b := newBucket(t)
	variables := b.example(t)
	large := `{"auditID":"large","requestURI":"` + strings.Repeat("x", 6<<20) + `"}`
	rotated := []string{`{"auditID":"1"}`, "  not JSON \xff\t ", large}
	current := []string{`{"auditID":"2"}`, `{"auditID":"3"}`}
	write(t, filepath.Join(variables["LOGS"], "kube-apiserver-2030-01-02T03-04-05.678.log"), strings.Join(rotated, "\n")+"\n")
	write(t, filepath.Join(variables["LOGS"], "kube-apiserver.log"), strings.Join(current, "\n")+"\n")
	run(t, variables)
	received := b.await(t, 5, time.Minute)
	want := slices.Concat(rotated, current)
	slices.Sort(received)
	slices.Sort(want)
	if !slices.Equal(received, want) {
		t.Errorf("%d lines: %.200q", len(received), received)
	}
}

// A line above max_line_bytes arrives in parts, of which the archive lacks no byte.
func TestOverlongLineArrivesInParts(t *testing.T) {
	b := newBucket(t)
	variables := b.example(t)
	long := bytes.Repeat([]byte("0123456789abcdef"), 20<<20/16)
	write(t, filepath.Join(variables["LOGS"], "kube-apiserver.log"), `{"auditID":"1"}`+"\n"+string(long)+"\n"+`{"auditID":"2"}`+"\n")
	run(t, variables)
	received := b.await(t, 5, time.Minute)
	if parts := received[1 : len(received)-1]; strings.Join(parts, "") != string(long) || len(parts[0]) != 8<<20 {
		t.Errorf("%d parts, the first of %d bytes", len(parts), len(parts[0]))
	}
}

func TestMetricsShowEachQueue(t *testing.T) {
	b := newBucket(t)
	variables := b.example(t)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	listener.Close()
	_, variables["METRICS_PORT"], _ = net.SplitHostPort(listener.Addr().String())
	write(t, filepath.Join(variables["LOGS"], "kube-apiserver.log"), "{\"auditID\":\"1\"}\n")
	run(t, variables)
	b.await(t, 1, time.Minute)
	response, err := http.Get("http://127.0.0.1:" + variables["METRICS_PORT"] + "/metrics")
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	text, _ := io.ReadAll(response.Body)
	for _, name := range []string{"lockedarchive", "logstore", "syslogtls"} {
		for _, metric := range []string{`audit_shipper_queue_age_seconds{exporter="`, `otelcol_exporter_queue_size{data_type="logs",exporter="`} {
			if !strings.Contains(string(text), metric+name) {
				t.Errorf("%s%s is missing", metric, name)
			}
		}
	}
}

// oneLineRead returns what a shipper used that has read a file with one line, and has ended.
func oneLineRead(t *testing.T) (*bucket, map[string]string, string) {
	t.Helper()
	b := newBucket(t)
	variables := b.example(t)
	file := filepath.Join(variables["LOGS"], "kube-apiserver.log")
	write(t, file, "{\"auditID\":\"1\"}\n")
	stop := run(t, variables)
	b.await(t, 1, time.Minute)
	stop()
	return b, variables, file
}

func TestPositionSurvivesARestart(t *testing.T) {
	b, variables, file := oneLineRead(t)
	write(t, file, "{\"auditID\":\"1\"}\n{\"auditID\":\"2\"}\n")
	run(t, variables)
	if received := b.await(t, 2, time.Minute); received[1] != `{"auditID":"2"}` {
		t.Errorf("%q", received)
	}
}

// A client chooses the audit ID and the URI, and so all bytes of a file before the first timestamp.
func TestFilesWithTheSameBeginningAreTwo(t *testing.T) {
	b := newBucket(t)
	variables := b.example(t)
	first := `{"auditID":"same","requestURI":"` + strings.Repeat("x", 100_000) + `","stageTimestamp":`
	write(t, filepath.Join(variables["LOGS"], "kube-apiserver-2030-01-02T03-04-05.678.log"), first+"1}\n"+`{"auditID":"old"}`+"\n")
	write(t, filepath.Join(variables["LOGS"], "kube-apiserver.log"), first+"2}\n"+`{"auditID":"new"}`+"\n")
	stop := run(t, variables)
	b.await(t, 4, time.Minute)
	stop()
	run(t, variables)
	time.Sleep(2 * time.Second)
	if received := b.received(); len(received) != 4 {
		t.Errorf("%d lines", len(received))
	}
}

func TestRenamedFileIsReadOnce(t *testing.T) {
	b, variables, file := oneLineRead(t)
	if err := os.Rename(file, filepath.Join(variables["LOGS"], "kube-apiserver-2030-01-02T03-04-05.678.log")); err != nil {
		t.Fatal(err)
	}
	write(t, file, "{\"auditID\":\"2\"}\n")
	run(t, variables)
	b.await(t, 2, time.Minute)
	time.Sleep(time.Second)
	if received := b.received(); len(received) != 2 || received[1] != `{"auditID":"2"}` {
		t.Errorf("%q", received)
	}
}

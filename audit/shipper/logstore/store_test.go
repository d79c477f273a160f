package logstore

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"slipway/audit/shipper/event"
	"slipway/audit/shipper/sink"
)

// fakeStore answers as VictoriaLogs does.
type fakeStore struct {
	*httptest.Server
	mutex   sync.Mutex
	started int
	uptime  int
	status  int
	query   string
	rows    []string
}

func newStore(t *testing.T) *fakeStore {
	f := &fakeStore{started: 1000, uptime: 60, status: http.StatusOK}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /metrics", func(w http.ResponseWriter, _ *http.Request) {
		f.mutex.Lock()
		defer f.mutex.Unlock()
		fmt.Fprintf(w, "# HELP x\nvm_app_start_timestamp %d\nvm_app_uptime_seconds %d\n", f.started, f.uptime)
	})
	mux.HandleFunc("POST /insert/jsonline", func(w http.ResponseWriter, r *http.Request) {
		f.mutex.Lock()
		defer f.mutex.Unlock()
		text, _ := io.ReadAll(r.Body)
		f.query, f.rows = r.URL.RawQuery, append(f.rows, strings.Split(strings.TrimSpace(string(text)), "\n")...)
		w.WriteHeader(f.status)
	})
	f.Server = httptest.NewServer(mux)
	t.Cleanup(f.Close)
	return f
}

func (f *fakeStore) restart() {
	f.mutex.Lock()
	defer f.mutex.Unlock()
	f.started++
}

func (f *fakeStore) client(t *testing.T, hold time.Duration) *store {
	config := defaults()
	config.Endpoint, config.Hold, config.MaxEventBytes = f.URL, hold, event.MinLimit
	config.Source = sink.Source{Cluster: "c1", Environment: "staging", Node: "n1", Log: "kube-apiserver"}
	s := &store{config: config}
	if err := s.Start(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	return s
}

var line = event.Line{Text: `{"auditID":"a","stage":"Panic","requestURI":"/<&>","stageTimestamp":"2030-01-02T03:04:06.123456Z"}`}

func TestRow(t *testing.T) {
	f := newStore(t)
	if err := f.client(t, time.Millisecond).Send(t.Context(), []event.Line{line}); err != nil {
		t.Fatal(err)
	}
	actual := row{}
	json.Unmarshal([]byte(f.rows[0]), &actual)
	if want := (row{"c1", "staging", "n1", "kube-apiserver", "a", "Panic", "2030-01-02T03:04:06.123456Z", line.Text}); actual != want {
		t.Errorf("%+v", actual)
	}
	if f.query != "_msg_field=message&_stream_fields=cluster%2Cnode%2Clog&_time_field=stageTimestamp" {
		t.Error(f.query)
	}
}

// The message has many quotes, which the row writes as two bytes.
func TestEncodedSizeDecides(t *testing.T) {
	text := strings.Replace(line.Text, "/<&>", strings.Repeat(`\"`, event.MinLimit/4+200), 1)
	encoded := rows([]event.Line{{Text: text}}, sink.Source{}, event.MinLimit)
	if len(text) > event.MinLimit || len(encoded) > event.MinLimit || !strings.Contains(string(encoded), event.TruncatedAnnotation) {
		t.Errorf("line of %d bytes, row of %d", len(text), len(encoded))
	}
}

func TestRestartWithinHoldIsNotDelivered(t *testing.T) {
	f := newStore(t)
	s := f.client(t, 500*time.Millisecond)
	time.AfterFunc(100*time.Millisecond, f.restart)
	if err := s.Send(t.Context(), []event.Line{line}); err == nil || !strings.Contains(err.Error(), "vm_app_start_timestamp was 1000, and is 1001") {
		t.Fatal(err)
	}
	if err := s.Send(t.Context(), []event.Line{line}); err != nil || len(f.rows) != 2 {
		t.Errorf("%v %v", err, f.rows)
	}
}

func TestStoreWithoutMetricsIsNotDelivered(t *testing.T) {
	f := newStore(t)
	s := f.client(t, 300*time.Millisecond)
	time.AfterFunc(100*time.Millisecond, f.Close)
	if err := s.Send(t.Context(), []event.Line{line}); err == nil || !strings.Contains(err.Error(), "after the hold") {
		t.Fatal(err)
	}
	if err := s.Send(t.Context(), []event.Line{line}); err == nil || !strings.Contains(err.Error(), "before the insert") {
		t.Fatal(err)
	}
}

// A second restart within the same second would not be seen.
func TestStoreThatJustStartedIsWaitedFor(t *testing.T) {
	f := newStore(t)
	f.uptime = 1
	if err := f.client(t, time.Millisecond).Send(t.Context(), []event.Line{line}); err == nil || len(f.rows) != 0 {
		t.Errorf("%v %v", err, f.rows)
	}
}

func TestRefusedInsertIsAnError(t *testing.T) {
	f := newStore(t)
	f.status = http.StatusBadRequest
	if err := f.client(t, time.Millisecond).Send(t.Context(), []event.Line{line}); err == nil || !strings.Contains(err.Error(), "HTTP status 400") {
		t.Error(err)
	}
}

func TestManyBatchesHoldAtOneTime(t *testing.T) {
	f := newStore(t)
	s := f.client(t, 500*time.Millisecond)
	began, group := time.Now(), sync.WaitGroup{}
	for range 50 {
		group.Go(func() {
			if err := s.Send(t.Context(), []event.Line{line}); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	if took := time.Since(began); took > 5*time.Second {
		t.Errorf("50 batches took %v", took)
	}
}

// Each byte of these lines is six in the row, so they are as large as a line that is not measured becomes.
func TestLineThatIsNotMeasuredFits(t *testing.T) {
	for _, text := range []string{strings.Repeat("\x01", event.MinLimit/growth), `{"auditID":"` + strings.Repeat("\xff", event.MinLimit/growth-14) + `"}`} {
		if size := len(rows([]event.Line{{Text: text}}, sink.Source{}, event.MinLimit)); size > event.MinLimit {
			t.Errorf("a row of %d bytes", size)
		}
	}
}

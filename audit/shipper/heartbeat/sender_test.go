package heartbeat

import (
	"context"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"go.opentelemetry.io/collector/component"
	"go.opentelemetry.io/collector/extension/xextension/storage"
	"go.uber.org/zap"
)

// memory is a storage extension with one client.
type memory struct {
	component.StartFunc
	component.ShutdownFunc
	storage.Client
	content map[string][]byte
}

func (m *memory) GetClient(context.Context, component.Kind, component.ID, string) (storage.Client, error) {
	return m, nil
}
func (m *memory) Get(_ context.Context, key string) ([]byte, error) { return m.content[key], nil }
func (m *memory) Set(_ context.Context, key string, value []byte) error {
	m.content[key] = value
	return nil
}
func (m *memory) Close(context.Context) error { return nil }

type host struct {
	extensions map[component.ID]component.Component
}

func (h *host) GetExtensions() map[component.ID]component.Component { return h.extensions }

// server answers each request with the next of its answers, and keeps what it was asked.
type server struct {
	*httptest.Server
	asked chan string
}

func newServer(t *testing.T, answer func(number int, w http.ResponseWriter)) *server {
	s := &server{asked: make(chan string, 100)}
	count := 0
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, request *http.Request) {
		count++
		answer(count, w)
		s.asked <- request.Header.Get("Authorization") + " " + request.RequestURI
	}))
	t.Cleanup(s.Close)
	return s
}

func started(t *testing.T, url string, kept *memory) *sender {
	t.Helper()
	token := filepath.Join(t.TempDir(), "token")
	if err := os.WriteFile(token, []byte("abc\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	id := component.MustNewID("durable_storage")
	config := &Config{URL: url + "/livez/ping", TokenFile: token, Interval: 100 * time.Millisecond, Storage: &id}
	if err := config.Validate(); err != nil {
		t.Fatal(err)
	}
	s := &sender{config: config, id: component.MustNewID("heartbeat"), log: zap.NewNop()}
	if err := s.Start(t.Context(), &host{map[component.ID]component.Component{id: kept}}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Shutdown(context.Background()) })
	return s
}

func recordAll(_ int, w http.ResponseWriter) { w.Header().Set(recorded, "id") }

func expectNumber(t *testing.T, s *server, number string) string {
	t.Helper()
	select {
	case line := <-s.asked:
		series, found := strings.CutPrefix(line, "Bearer abc /livez/ping?audit-heartbeat=")
		series, matches := strings.CutSuffix(series, "-"+number)
		if !found || !matches {
			t.Fatalf("%q, expected number %s", line, number)
		}
		return series
	case <-time.After(5 * time.Second):
		t.Fatal("no request")
	}
	return ""
}

func TestNumbersContinueAfterARestart(t *testing.T) {
	api, kept := newServer(t, recordAll), &memory{content: map[string][]byte{}}
	first := started(t, api.URL, kept)
	series := expectNumber(t, api, "1")
	expectNumber(t, api, "2")
	if err := first.Shutdown(t.Context()); err != nil {
		t.Fatal(err)
	}
	next := first.numbers.Next
	for len(api.asked) > 0 {
		<-api.asked
	}
	second := started(t, api.URL, kept)
	if second.numbers.Next != next || next < 2 || second.numbers.Series != series {
		t.Error(second.numbers.Next, next, second.numbers.Series, series)
	}
}

func TestLostStorageBeginsAnotherSeries(t *testing.T) {
	api := newServer(t, recordAll)
	first := started(t, api.URL, &memory{content: map[string][]byte{}})
	second := started(t, api.URL, &memory{content: map[string][]byte{}})
	if first.numbers.Series == second.numbers.Series {
		t.Error(first.numbers.Series)
	}
}

func TestNumberWithoutAnEventIsSentAgain(t *testing.T) {
	api := newServer(t, func(count int, w http.ResponseWriter) {
		if count != 2 {
			w.Header().Set(recorded, "id")
		}
		w.WriteHeader(http.StatusForbidden) // has an event too
	})
	started(t, api.URL, &memory{content: map[string][]byte{}})
	for _, number := range []string{"1", "2", "2", "3"} {
		expectNumber(t, api, number)
	}
}

func TestInvalidConfigurationNamesEveryKey(t *testing.T) {
	err := (&Config{URL: "http://192.0.2.1/livez", Interval: time.Millisecond}).Validate()
	for _, key := range []string{"url is", "token_file is", "interval is 1ms", "storage is"} {
		if err == nil || !strings.Contains(err.Error(), key) {
			t.Errorf("%v, expected %s", err, key)
		}
	}
	err = (&Config{URL: "https://192.0.2.1/livez?a=b"}).Validate()
	if err == nil || !strings.Contains(err.Error(), "leave out the query") {
		t.Error(err)
	}
}

func TestStorageMustBeAnExtension(t *testing.T) {
	id := component.MustNewID("other")
	s := &sender{config: &Config{Storage: &id}, log: zap.NewNop()}
	if err := s.Start(t.Context(), &host{}); err == nil || !strings.Contains(err.Error(), `storage is "other"`) {
		t.Error(err)
	}
}

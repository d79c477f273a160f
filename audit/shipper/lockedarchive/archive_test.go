package lockedarchive

import (
	"compress/gzip"
	"encoding/pem"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"slipway/audit/shipper/event"
	"slipway/audit/shipper/sink"
)

var now = time.Date(2030, 1, 2, 3, 4, 5, 600, time.UTC)

// bucket records the requests of an S3 client, and answers with a status.
type bucket struct {
	*httptest.Server
	status  int
	header  http.Header
	path    string
	content string
}

func newBucket(t *testing.T) *bucket {
	b := &bucket{status: http.StatusOK}
	b.Server = httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		b.header, b.path = r.Header, r.URL.Path
		if unpacked, err := gzip.NewReader(r.Body); err == nil {
			text, _ := io.ReadAll(unpacked)
			b.content = string(text)
		}
		w.WriteHeader(b.status)
		if b.status != http.StatusOK {
			io.WriteString(w, `<Error><Code>AccessDenied</Code><Message>no</Message></Error>`)
		}
	}))
	t.Cleanup(b.Close)
	return b
}

func (b *bucket) archive(t *testing.T) *archive {
	config := defaults()
	config.Endpoint, config.Bucket, config.Prefix, config.RetentionDays = b.URL, "events", "audit", 31
	config.Source = sink.Source{Cluster: "c1", Environment: "staging", Node: "n1", Log: "kube-apiserver"}
	folder := t.TempDir()
	config.AccessKeyFile, config.SecretKeyFile = filepath.Join(folder, "access"), filepath.Join(folder, "secret")
	config.TLS.CAFile = filepath.Join(folder, "ca")
	os.WriteFile(config.TLS.CAFile, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: b.Certificate().Raw}), 0o600)
	os.WriteFile(config.AccessKeyFile, []byte("writer\n"), 0o600)
	os.WriteFile(config.SecretKeyFile, []byte("very-secret\n"), 0o600)
	result := &archive{config: config}
	if err := result.Start(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	return result
}

func TestObjectKey(t *testing.T) {
	from := sink.Source{Cluster: "c1", Node: "n1"}
	if key := objectKey("audit", from, now, "id"); key != "audit/c1/n1/2030/01/02/030405-id.jsonl.gz" {
		t.Error(key)
	}
	if key := objectKey("", from, now, "id"); key != "c1/n1/2030/01/02/030405-id.jsonl.gz" {
		t.Error(key)
	}
}

func TestObjectHasLinesAndLock(t *testing.T) {
	b := newBucket(t)
	big := `{"requestURI":"` + strings.Repeat("x", 5<<20) + `"}`
	if err := b.archive(t).Send(t.Context(), []event.Line{{Text: `{"a":1}`}, {Text: "not JSON \xff"}, {Text: big}}); err != nil {
		t.Fatal(err)
	}
	if b.content != "{\"a\":1}\nnot JSON \xff\n"+big+"\n" {
		t.Errorf("%d bytes", len(b.content))
	}
	if !strings.HasPrefix(b.path, "/events/audit/c1/n1/") || b.header.Get("x-amz-object-lock-mode") != "COMPLIANCE" || b.header.Get("Content-Md5") == "" {
		t.Errorf("%s %v", b.path, b.header)
	}
	until, err := time.Parse(time.RFC3339, b.header.Get("x-amz-object-lock-retain-until-date"))
	if left := time.Until(until); err != nil || left < 31*24*time.Hour-time.Minute || left > 31*24*time.Hour+time.Minute {
		t.Errorf("%v %v", left, err)
	}
}

func TestDefaultLockSendsNoHeader(t *testing.T) {
	b := newBucket(t)
	a := b.archive(t)
	a.config.Lock, a.config.RetentionDays = lockByDefault, 0
	if err := a.Send(t.Context(), []event.Line{{Text: "a"}}); err != nil {
		t.Fatal(err)
	}
	if b.header.Get("x-amz-object-lock-mode") != "" {
		t.Errorf("%v", b.header)
	}
}

func TestRefusalIsAnErrorWithReasonWithoutSecret(t *testing.T) {
	b := newBucket(t)
	b.status = http.StatusForbidden
	err := b.archive(t).Send(t.Context(), []event.Line{{Text: "a"}})
	if err == nil || !strings.Contains(err.Error(), `HTTP status 403, code "AccessDenied"`) || strings.Contains(err.Error(), "very-secret") {
		t.Error(err)
	}
}

func TestConfigProblems(t *testing.T) {
	for want, change := range map[string]func(*Config){
		`lock is "no"; allowed are header and default`:            func(c *Config) { c.Lock = "no" },
		"retention_days is 0; with lock: header":                  func(c *Config) { c.RetentionDays = 0 },
		"but with lock: default the bucket decides":               func(c *Config) { c.Lock = lockByDefault },
		"http is allowed with a loopback address only; use https": func(c *Config) { c.Endpoint = "http://192.0.2.1" },
		"bucket is empty":                     func(c *Config) { c.Bucket = "" },
		"access_key_file and secret_key_file": func(c *Config) { c.SecretKeyFile = "" },
	} {
		config := newBucket(t).archive(t).config
		change(config)
		if err := config.Validate(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, expected %s", err, want)
		}
	}
}

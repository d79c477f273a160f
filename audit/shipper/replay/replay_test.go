package replay

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"go.opentelemetry.io/collector/confmap"
	"go.opentelemetry.io/collector/confmap/provider/fileprovider"
	"go.opentelemetry.io/collector/exporter"
	"go.opentelemetry.io/collector/otelcol"
	"go.opentelemetry.io/collector/pdata/plog"
	"go.opentelemetry.io/collector/service/telemetry/otelconftelemetry"

	"slipway/audit/shipper/syslogtls"
)

// taken is a sink that counts what it has.
type taken struct {
	exporter.Logs
	mutex   sync.Mutex
	lines   int
	batches int
	err     error
}

func (s *taken) ConsumeLogs(_ context.Context, logs plog.Logs) error {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.lines += logs.LogRecordCount()
	s.batches++
	return s.err
}

func TestEachLineIsSent(t *testing.T) {
	sink, line := &taken{}, strings.Repeat("x", 1000)+"\n"
	count, err := send(t.Context(), sink, strings.NewReader(strings.Repeat(line, 3000)+"last"))
	if err != nil || count != 3001 || sink.lines != 3001 || sink.batches != 3 {
		t.Errorf("%d of 3001 lines, %d in %d batches: %v", count, sink.lines, sink.batches, err)
	}
	if count, err := send(t.Context(), sink, strings.NewReader("")); count != 0 || err != nil || sink.batches != 3 {
		t.Errorf("an empty file: %d lines, %d batches, %v", count, sink.batches, err)
	}
}

func TestFailedBatchIsAnError(t *testing.T) {
	if _, err := send(t.Context(), &taken{err: errors.New("refused")}, strings.NewReader("a\n")); err == nil {
		t.Error("no error")
	}
	if _, err := send(t.Context(), &taken{}, strings.NewReader(strings.Repeat("x", maxLine+1))); err == nil {
		t.Error("a line that was not read was counted as sent")
	}
}

func TestWrongConfigurationIsNamed(t *testing.T) {
	file := filepath.Join(t.TempDir(), "replay.yaml")
	text := "exporters:\n  syslogtls: {source: {cluster: c, environment: e, node: n, log: l}, endpoint: \"\"}\n"
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	for want, args := range map[string][]string{
		`--exporter is "other"`:         {"--config", file, "--exporter", "other"},
		"exporters: syslogtls: ":        {"--config", file, "--exporter", "syslogtls"},
		"no such file":                  {"--config", file + "x", "--exporter", "syslogtls"},
		`required flag(s) "exporter"`:   {"--config", file},
		`unknown command "x" for "repl`: {"--config", file, "--exporter", "syslogtls", "x"},
	} {
		command := Command(collector())
		command.SetArgs(args)
		command.SetOut(&bytes.Buffer{})
		command.SetErr(&bytes.Buffer{})
		if err := command.Execute(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v: %v, expected %s", args, err, want)
		}
	}
}

func collector() otelcol.CollectorSettings {
	return otelcol.CollectorSettings{
		Factories: func() (all otelcol.Factories, err error) {
			all.Telemetry = otelconftelemetry.NewFactory()
			all.Exporters, err = otelcol.MakeFactoryMap[exporter.Factory](syslogtls.NewFactory())
			return all, err
		},
		ConfigProviderSettings: otelcol.ConfigProviderSettings{ResolverSettings: confmap.ResolverSettings{
			ProviderFactories: []confmap.ProviderFactory{fileprovider.NewFactory()},
		}},
	}
}

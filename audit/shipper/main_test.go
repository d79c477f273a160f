package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"go.opentelemetry.io/collector/otelcol"
)

// example returns the variables of example.yaml for servers that do not exist.
func example(t *testing.T) map[string]string {
	folder := t.TempDir()
	write(t, filepath.Join(folder, "access"), "writer")
	write(t, filepath.Join(folder, "secret"), "very-secret")
	return map[string]string{
		"STATE": filepath.Join(folder, "state"), "LOGS": folder, "CLUSTER": "c1", "ENVIRONMENT": "staging", "NODE": "n1",
		"ARCHIVE": "http://127.0.0.1:1", "BUCKET": "events", "STORE": "http://127.0.0.1:1", "SIEM": "127.0.0.1:1", "SIEM_NAME": "siem.example.net",
		"API": "http://127.0.0.1:1",
		"CA":  "", "SECRETS": folder, "METRICS_PORT": "0",
	}
}

func collector(t *testing.T, config string, variables map[string]string) *otelcol.Collector {
	t.Helper()
	for name, value := range variables {
		t.Setenv(name, value)
	}
	all := settings()
	all.DisableGracefulShutdown = true
	all.ConfigProviderSettings.ResolverSettings.URIs = []string{config}
	result, err := otelcol.NewCollector(all)
	if err != nil {
		t.Fatal(err)
	}
	return result
}

func TestExampleIsValid(t *testing.T) {
	if err := collector(t, "example.yaml", example(t)).DryRun(t.Context()); err != nil {
		t.Error(err)
	}
}

func TestInvalidConfigurationIsRefused(t *testing.T) {
	text, err := os.ReadFile("example.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for want, change := range map[string][2]string{
		"invalid keys: retention":    {"    retention_days: 31", "    retention: 31"},
		"lock is \"no\"":             {"    lock: header", "    lock: no_"},
		"hold is 0s":                 {"    hold: 15s", "    hold: 0s"},
		"max_elapsed_time: 0s":       {"      max_elapsed_time: 0s", "      max_elapsed_time: 5m"},
		"storage is not set":         {"      storage: durable_storage", "      # none"},
		"cluster is \"a/b\"":         {"      cluster: ${env:CLUSTER}", "      cluster: a/b"},
		"block_on_overflow is false": {"block_on_overflow: true", "block_on_overflow: false"},
	} {
		file := filepath.Join(t.TempDir(), "config.yaml")
		changed := strings.Replace(string(text), change[0], change[1], 1)
		if changed == string(text) {
			t.Errorf("example.yaml does not contain %q", change[0])
		}
		write(t, file, strings.Replace(changed, "lock: no_", `lock: "no"`, 1))
		if err := collector(t, file, example(t)).DryRun(t.Context()); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, expected %s", err, want)
		}
	}
}

func write(t *testing.T, file, text string) {
	t.Helper()
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

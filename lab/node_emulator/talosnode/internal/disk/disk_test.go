package disk

import (
	"os"
	"testing"
)

func TestResolveMapsOnlyPathsOfTheMachine(t *testing.T) {
	root := Root("/disk")
	for value, want := range map[string]string{
		"/var/lib/etcd":                      "/disk/var/lib/etcd",
		"/system/secrets/etcd/ca.crt":        "/disk/system/secrets/etcd/ca.crt",
		"/etc/kubernetes/auth.yaml":          "/disk/etc/kubernetes/auth.yaml",
		"/etc/ssl/certs/ca-certificates.crt": "/etc/ssl/certs/ca-certificates.crt",
		"https://10.0.0.1:6443":              "https://10.0.0.1:6443",
		"/variable":                          "/variable",
	} {
		if got := root.Resolve(value); got != want {
			t.Errorf("Resolve(%q) = %q, want %q", value, got, want)
		}
	}
}

func TestWriteReplacesAndSetsTheMode(t *testing.T) {
	root := Root(t.TempDir())
	for _, content := range []string{"old", "new"} {
		if err := root.Write("/var/a/b", []byte(content), 0o640); err != nil {
			t.Fatal(err)
		}
	}
	got, err := root.Read("/var/a/b")
	if err != nil || string(got) != "new" {
		t.Fatalf("read %q, %v", got, err)
	}
	info, _ := os.Stat(root.Path("/var/a/b"))
	if info.Mode().Perm() != 0o640 {
		t.Errorf("mode %v, want 0640", info.Mode())
	}
	entries, _ := os.ReadDir(root.Path("/var/a"))
	if len(entries) != 1 {
		t.Errorf("a temporary file was left: %v", entries)
	}
}

func TestEmpty(t *testing.T) {
	root := Root(t.TempDir())
	if !root.Empty("/var/lib/etcd") {
		t.Error("a missing folder is empty")
	}
	root.Write("/var/lib/etcd/member/x", nil, 0o600)
	if root.Empty("/var/lib/etcd") {
		t.Error("a folder with data is not empty")
	}
}

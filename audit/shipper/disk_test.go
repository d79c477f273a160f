package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// The queue's disk is too small for what is written while the archive is down; then it grows. Needs the right to mount.
func TestFullQueueDiskLosesNothing(t *testing.T) {
	b := newBucket(t)
	variables := b.example(t)
	if err := os.Mkdir(variables["STATE"], 0o700); err != nil {
		t.Fatal(err)
	}
	if err := unix.Mount("tmpfs", variables["STATE"], "tmpfs", 0, "size=1m"); err != nil {
		t.Skipf("no right to mount a file system: %v", err)
	}
	t.Cleanup(func() { _ = unix.Unmount(variables["STATE"], unix.MNT_DETACH) })
	b.set(false)
	stop := run(t, variables)
	lines := []string{}
	for i := range 4000 {
		lines = append(lines, fmt.Sprintf(`{"auditID":"%d","requestURI":"/%s"}`, i, strings.Repeat("x", 500)))
	}
	write(t, filepath.Join(variables["LOGS"], "kube-apiserver.log"), strings.Join(lines, "\n")+"\n")
	time.Sleep(5 * time.Second)
	if left := free(t, variables["STATE"]); left > 64<<10 {
		t.Errorf("the disk is not full: %d bytes are free", left)
	}
	if err := unix.Mount("tmpfs", variables["STATE"], "tmpfs", unix.MS_REMOUNT, "size=64m"); err != nil {
		t.Fatal(err)
	}
	b.set(true)
	received := map[string]bool{}
	for _, line := range b.await(t, len(lines), time.Minute) {
		received[line] = true
	}
	for _, line := range lines {
		if !received[line] {
			t.Fatalf("%.30s is missing", line)
		}
	}
	stop()
}

func free(t *testing.T, folder string) uint64 {
	t.Helper()
	status := unix.Statfs_t{}
	if err := unix.Statfs(folder, &status); err != nil {
		t.Fatal(err)
	}
	return status.Bfree * uint64(status.Bsize)
}

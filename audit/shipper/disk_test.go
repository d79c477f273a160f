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
	awaitFull(t, variables["STATE"])
	if err := unix.Mount("tmpfs", variables["STATE"], "tmpfs", unix.MS_REMOUNT, "size=64m"); err != nil {
		t.Fatal(err)
	}
	b.set(true)
	expectAll(t, b.await(t, len(lines), time.Minute), lines)
	stop()
}

func expectAll(t *testing.T, received, lines []string) {
	t.Helper()
	missing := map[string]bool{}
	for _, line := range lines {
		missing[line] = true
	}
	for _, line := range received {
		delete(missing, line)
	}
	if len(missing) > 0 {
		t.Errorf("%d lines are missing", len(missing))
	}
}

// awaitFull waits until the queues do not fit on the disk.
func awaitFull(t *testing.T, folder string) {
	t.Helper()
	for end := time.Now().Add(time.Minute); free(t, folder) > 64<<10; time.Sleep(100 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("the disk is not full: %d bytes are free", free(t, folder))
		}
	}
	time.Sleep(3 * time.Second) // of failed writes
}

func free(t *testing.T, folder string) uint64 {
	t.Helper()
	status := unix.Statfs_t{}
	if err := unix.Statfs(folder, &status); err != nil {
		t.Fatal(err)
	}
	return status.Bfree * uint64(status.Bsize)
}

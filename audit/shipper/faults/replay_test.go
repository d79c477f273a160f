//go:build faults

package faults

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// removeStored removes all rows of the log store, as root of its host can.
func (l *lab) removeStored() {
	l.store.kill()
	if err := os.RemoveAll(l.path("rows")); err != nil {
		l.Fatal(err)
	}
	l.store.start()
	time.Sleep(time.Second)
}

// truncateSiem leaves one event of the SIEM.
func (l *lab) truncateSiem() {
	l.receiver.kill()
	text, err := os.ReadFile(l.path("siem/audit.log"))
	if err != nil {
		l.Fatal(err)
	}
	first, _, _ := strings.Cut(string(text), "\n")
	l.write("siem/audit.log", first+"\n")
	l.receiver.start()
	time.Sleep(time.Second)
}

// copyArchiveWithoutObjects continues with a copy of the archive's folder in which the objects of the API server are removed.
func (l *lab) copyArchiveWithoutObjects() {
	l.archive.kill()
	if output, err := exec.Command("cp", "-a", l.path("objects"), l.path("copy")).CombinedOutput(); err != nil {
		l.Fatalf("%v: %s", err, output)
	}
	if err := os.RemoveAll(filepath.Join(l.path("copy"), bucket, "audit", cluster, node)); err != nil {
		l.Fatal(err)
	}
	l.archive.args[len(l.archive.args)-1] = l.path("copy")
	l.archive.start()
	time.Sleep(time.Second)
}

// replay sends the lines of a sink to it, with the variables of the shipper.
func (l *lab) replay(folder, exporter string) {
	lines, err := os.Open(filepath.Join(l.path(folder), exporter, cluster, node+".jsonl"))
	if err != nil {
		l.Error(err)
		return
	}
	defer lines.Close()
	command := exec.Command(l.shipper.args[0], "replay", "--config", "../replay.yaml", "--exporter", exporter)
	command.Env, command.Stdin = append(os.Environ(), l.shipper.env...), lines
	output, err := command.CombinedOutput()
	if err != nil || !strings.HasPrefix(string(output), exporter+" has ") {
		l.Errorf("replay to %s: %v: %s", exporter, err, output)
	}
	l.Logf("%s", output)
}

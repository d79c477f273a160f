//go:build faults

package faults

import (
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
	"time"
)

// process is a program that a test kills and starts again.
type process struct {
	t       *testing.T
	name    string
	args    []string
	env     []string
	log     *os.File
	pidFile string
	command *exec.Cmd
	starts  int
	cpu     time.Duration
	rss     int64 // KiB, the largest of its runs
}

// program prepares a program of PATH.
func program(t *testing.T, logs, name string, args ...string) *process {
	t.Helper()
	file, err := exec.LookPath(name)
	if err != nil {
		t.Fatal(err)
	}
	log, err := os.Create(filepath.Join(logs, name+".log"))
	if err != nil {
		t.Fatal(err)
	}
	p := &process{t: t, name: name, args: append([]string{file}, args...), log: log}
	t.Cleanup(p.kill)
	return p
}

func (p *process) start() {
	if p.command != nil {
		return
	}
	if p.pidFile != "" {
		os.Remove(p.pidFile) // of a killed rsyslogd, which refuses to start with it
	}
	p.command = exec.Command(p.args[0], p.args[1:]...)
	p.command.Env = append(os.Environ(), p.env...)
	p.command.Stdout, p.command.Stderr = p.log, p.log
	p.command.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	if err := p.command.Start(); err != nil {
		p.t.Error(err)
		p.command = nil
	}
	p.starts++
}

// kill is a kill -9.
func (p *process) kill() {
	if p.command == nil {
		return
	}
	_ = p.command.Process.Kill()
	_ = p.command.Wait()
	state := p.command.ProcessState
	p.cpu += state.UserTime() + state.SystemTime()
	p.rss = max(p.rss, state.SysUsage().(*syscall.Rusage).Maxrss)
	p.command = nil
}

package local

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"time"

	provider "github.com/pulumi/pulumi-go-provider"
)

// pipePatience is how long a cancelled command's own children may keep its output open.
const pipePatience = 5 * time.Second

var defaultInterpreter = []string{"/bin/sh", "-c"}

// run executes the command, if there is one, and keeps its outputs in the state when it succeeds.
func (s *CommandState) run(ctx context.Context, command *string) error {
	if command == nil {
		return nil
	}
	process := s.process(ctx, *command)
	logger := provider.GetLogger(ctx)
	var stdout, stderr bytes.Buffer
	logOut, logErr := &lineLogger{log: logger.Info}, &lineLogger{log: logger.Info}
	process.Stdout = s.tee(&stdout, logOut, s.Logging.stdout())
	process.Stderr = s.tee(&stderr, logErr, s.Logging.stderr())
	err := process.Run()
	logOut.flush()
	logErr.flush()
	if err != nil {
		return s.failure(err, stdout.String(), stderr.String())
	}
	s.Stdout = strings.TrimSuffix(stdout.String(), "\n")
	s.Stderr = strings.TrimSuffix(stderr.String(), "\n")
	return s.collect(process.Dir)
}

func (s *CommandState) process(ctx context.Context, command string) *exec.Cmd {
	argv := defaultInterpreter
	if s.Interpreter != nil && len(*s.Interpreter) > 0 {
		argv = *s.Interpreter
	}
	argv = append(append([]string{}, argv...), command)
	process := exec.CommandContext(ctx, argv[0], argv[1:]...)
	process.WaitDelay = pipePatience
	process.Env = s.environment()
	process.Dir = "."
	if s.Dir != nil {
		process.Dir = *s.Dir
	}
	if s.Stdin != nil {
		process.Stdin = strings.NewReader(*s.Stdin)
	}
	return process
}

func (s *CommandState) environment() []string {
	env := os.Environ()
	if s.Environment != nil {
		for name, value := range *s.Environment {
			env = append(env, name+"="+value)
		}
	}
	if s.AddPreviousOutputInEnv != nil && !*s.AddPreviousOutputInEnv {
		return env
	}
	if s.Stdout != "" {
		env = append(env, "PULUMI_COMMAND_STDOUT="+s.Stdout)
	}
	if s.Stderr != "" {
		env = append(env, "PULUMI_COMMAND_STDERR="+s.Stderr)
	}
	return env
}

func (s *CommandState) tee(kept, logged io.Writer, log bool) io.Writer {
	if log {
		return io.MultiWriter(kept, logged)
	}
	return kept
}

// failure shows no stream that `logging` excludes, and never the command's text: both may hold secrets.
func (s *CommandState) failure(err error, stdout, stderr string) error {
	var shown string
	if s.Logging.stdout() {
		shown += stdout
	}
	if s.Logging.stderr() {
		shown += stderr
	}
	if shown == "" {
		return fmt.Errorf("the command failed: %w (no output that `logging` allows to show)", err)
	}
	return fmt.Errorf("the command failed: %w:\n%s", err, shown)
}

package local

import (
	"bytes"

	"github.com/pulumi/pulumi-go-provider/infer"
)

// Logging says which of the command's streams are shown while it runs. Absent means both.
type Logging string

const (
	logStdout Logging = "stdout"
	logStderr Logging = "stderr"
	logBoth   Logging = "stdoutAndStderr"
	logNone   Logging = "none"
)

// Values are the allowed values, for the schema.
func (Logging) Values() []infer.EnumValue[Logging] {
	return []infer.EnumValue[Logging]{
		{Name: "Stdout", Value: logStdout, Description: "Capture stdout in logs but not stderr"},
		{Name: "Stderr", Value: logStderr, Description: "Capture stderr in logs but not stdout"},
		{Name: "StdoutAndStderr", Value: logBoth, Description: "Capture stdout and stderr in logs"},
		{Name: "None", Value: logNone, Description: "Capture no logs"},
	}
}

func (l *Logging) stdout() bool { return l == nil || *l == logStdout || *l == logBoth }
func (l *Logging) stderr() bool { return l == nil || *l == logStderr || *l == logBoth }

// lineLogger logs whole lines as they come.
type lineLogger struct {
	log  func(string)
	rest []byte
}

func (l *lineLogger) Write(data []byte) (int, error) {
	l.rest = append(l.rest, data...)
	for {
		line, rest, found := bytes.Cut(l.rest, []byte("\n"))
		if !found {
			return len(data), nil
		}
		l.log(string(line))
		l.rest = rest
	}
}

// flush logs a last line that has no newline.
func (l *lineLogger) flush() {
	if len(l.rest) > 0 {
		l.log(string(l.rest))
		l.rest = nil
	}
}

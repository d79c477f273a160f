// Package auditfile reads the files of an audit log: the current one, and those that a rotation renamed.
//
// The collector's file_log identifies a file by its first bytes, of which a client chooses as many as it likes: an event has the audit ID and
// the URI of the request before any timestamp. Two files that begin with equal bytes are one file to it, and the events of the second are lost.
// Here a file is identified by its inode while it is open, and after a restart by its inode and the digest of its whole first line.
package auditfile

import (
	"errors"
	"fmt"
	"path/filepath"
	"time"

	"go.opentelemetry.io/collector/component"
)

// Config has the keys of the receiver. example.yaml describes them.
type Config struct {
	Include      string        `mapstructure:"include"`
	Storage      *component.ID `mapstructure:"storage"`
	PollInterval time.Duration `mapstructure:"poll_interval"`
	MaxLineBytes int           `mapstructure:"max_line_bytes"`
}

func (c *Config) Validate() error {
	problems := []error{}
	if _, err := filepath.Match(c.Include, ""); err != nil || c.Include == "" {
		problems = append(problems, fmt.Errorf("include is %q; use a pattern such as /var/log/kube-apiserver*.log", c.Include))
	}
	if c.Storage == nil {
		problems = append(problems, errors.New("storage is not set: each start would read all files again; name a durable_storage extension"))
	}
	if c.PollInterval < time.Millisecond {
		problems = append(problems, fmt.Errorf("poll_interval is %v; use 1ms or more", c.PollInterval))
	}
	if c.MaxLineBytes < 1<<20 {
		problems = append(problems, fmt.Errorf("max_line_bytes is %d; use 1048576 or more", c.MaxLineBytes))
	}
	return errors.Join(problems...)
}

// Package lockedarchive stores batches of lines as objects that cannot be deleted or changed before a date, by the S3 API.
package lockedarchive

import (
	"errors"
	"fmt"
	"time"

	"slipway/audit/shipper/sink"
	"slipway/audit/shipper/tlsfiles"
)

// Values of the key lock.
const (
	lockByHeader  = "header"  // each PUT carries COMPLIANCE and a date; for a store whose bucket default does not stamp objects
	lockByDefault = "default" // the bucket's default retention stamps them; for a writer that may not set a retention
)

// Config has the keys of the exporter. example.yaml describes them.
type Config struct {
	sink.Settings `mapstructure:",squash"`
	Endpoint      string          `mapstructure:"endpoint"`
	Bucket        string          `mapstructure:"bucket"`
	Region        string          `mapstructure:"region"`
	Prefix        string          `mapstructure:"prefix"`
	RetentionDays int             `mapstructure:"retention_days"`
	Lock          string          `mapstructure:"lock"`
	TLS           tlsfiles.Config `mapstructure:"tls"`
	AccessKeyFile string          `mapstructure:"access_key_file"`
	SecretKeyFile string          `mapstructure:"secret_key_file"`
	Timeout       time.Duration   `mapstructure:"timeout"`
}

func (c *Config) Validate() error {
	problems := []error{c.lockProblem()}
	if _, err := tlsfiles.Endpoint("endpoint", c.Endpoint); err != nil {
		problems = append(problems, err)
	}
	if c.Bucket == "" {
		problems = append(problems, errors.New("bucket is empty; name the bucket of the archive"))
	}
	if (c.AccessKeyFile == "") != (c.SecretKeyFile == "") {
		problems = append(problems, errors.New("access_key_file and secret_key_file: set both or none"))
	}
	if c.Timeout <= 0 {
		problems = append(problems, fmt.Errorf("timeout is %v; use a positive duration", c.Timeout))
	}
	return errors.Join(problems...)
}

func (c *Config) lockProblem() error {
	switch {
	case c.Lock != lockByHeader && c.Lock != lockByDefault:
		return fmt.Errorf("lock is %q; allowed are header and default", c.Lock)
	case c.Lock == lockByHeader && (c.RetentionDays < 1 || c.RetentionDays > 3650):
		return fmt.Errorf("retention_days is %d; with lock: header, allowed are 1 to 3650", c.RetentionDays)
	case c.Lock == lockByDefault && c.RetentionDays != 0:
		return fmt.Errorf("retention_days is %d, but with lock: default the bucket decides; remove the key", c.RetentionDays)
	}
	return nil
}

// Package heartbeat sends numbered requests to an API server. Each is an event of its audit log, so a number that a sink lacks is an event that was
// lost, even if all sinks lost the same ones.
package heartbeat

import (
	"errors"
	"fmt"
	"net/url"
	"time"

	"go.opentelemetry.io/collector/component"

	"slipway/audit/shipper/tlsfiles"
)

// Config has the keys of the extension. example.yaml describes them.
type Config struct {
	URL       string          `mapstructure:"url"`
	TokenFile string          `mapstructure:"token_file"`
	TLS       tlsfiles.Config `mapstructure:"tls"`
	Interval  time.Duration   `mapstructure:"interval"`
	Storage   *component.ID   `mapstructure:"storage"`
}

func (c *Config) Validate() error {
	problems := []error{}
	if address, err := tlsfiles.Endpoint("url", c.URL); err != nil {
		problems = append(problems, err)
	} else if address.RawQuery != "" {
		problems = append(problems, fmt.Errorf("url is %q; leave out the query, which has the number", c.URL))
	}
	if c.TokenFile == "" {
		problems = append(problems, errors.New("token_file is not set; name the file of a service account's token"))
	}
	if c.Interval < 100*time.Millisecond {
		problems = append(problems, fmt.Errorf("interval is %v; use 100ms or more", c.Interval))
	}
	if c.Storage == nil {
		problems = append(problems, errors.New("storage is not set: numbers would begin again at each start; name a durable_storage extension"))
	}
	return errors.Join(problems...)
}

// numbered returns the URL of a number of a series.
func (c *Config) numbered(series string, number uint64) string {
	return fmt.Sprintf("%s?%s", c.URL, url.Values{"audit-heartbeat": {fmt.Sprintf("%s-%d", series, number)}}.Encode())
}

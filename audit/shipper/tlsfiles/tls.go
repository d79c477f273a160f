// Package tlsfiles configures TLS clients from files. Verification of the server cannot be turned off.
package tlsfiles

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"os"
)

// Config has the files of a TLS client.
type Config struct {
	CAFile          string `mapstructure:"ca_file"`          // PEM; default: the computer's authorities
	CertificateFile string `mapstructure:"certificate_file"` // PEM, read at each handshake, so that a renewed one is used
	KeyFile         string `mapstructure:"key_file"`
	ServerName      string `mapstructure:"server_name"` // default: the host of the endpoint
}

func (c *Config) Validate() error {
	if (c.CertificateFile == "") != (c.KeyFile == "") {
		return fmt.Errorf("certificate_file is %q and key_file is %q; set both or none", c.CertificateFile, c.KeyFile)
	}
	return nil
}

// Client returns the configuration of a TLS client.
func (c *Config) Client() (*tls.Config, error) {
	result := &tls.Config{MinVersion: tls.VersionTLS12, ServerName: c.ServerName}
	if c.CAFile != "" {
		text, err := os.ReadFile(c.CAFile)
		if err != nil {
			return nil, err
		}
		result.RootCAs = x509.NewCertPool()
		if !result.RootCAs.AppendCertsFromPEM(text) {
			return nil, errors.New("ca_file " + c.CAFile + " has no certificate in PEM format")
		}
	}
	if c.CertificateFile != "" {
		result.GetClientCertificate = func(*tls.CertificateRequestInfo) (*tls.Certificate, error) {
			pair, err := tls.LoadX509KeyPair(c.CertificateFile, c.KeyFile)
			return &pair, err
		}
	}
	return result, nil
}

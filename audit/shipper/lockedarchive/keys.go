package lockedarchive

import (
	"errors"
	"os"
	"strings"

	"github.com/minio/minio-go/v7/pkg/credentials"
)

// keys reads the credential at each request, so that a rotated one is used.
type keys struct{ config *Config }

func (k *keys) IsExpired() bool { return true }

func (k *keys) Retrieve() (credentials.Value, error) { return k.RetrieveWithCredContext(nil) }

func (k *keys) RetrieveWithCredContext(*credentials.CredContext) (credentials.Value, error) {
	if k.config.AccessKeyFile == "" {
		return value(os.Getenv("AWS_ACCESS_KEY_ID"), os.Getenv("AWS_SECRET_ACCESS_KEY"))
	}
	access, err := os.ReadFile(k.config.AccessKeyFile)
	if err != nil {
		return credentials.Value{}, err
	}
	secret, err := os.ReadFile(k.config.SecretKeyFile)
	if err != nil {
		return credentials.Value{}, err
	}
	return value(strings.TrimSpace(string(access)), strings.TrimSpace(string(secret)))
}

func value(access, secret string) (credentials.Value, error) {
	if access == "" || secret == "" {
		return credentials.Value{}, errors.New("no credential for the archive: set access_key_file and secret_key_file, or the environment variables AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY")
	}
	return credentials.Value{AccessKeyID: access, SecretAccessKey: secret, SignerType: credentials.SignatureV4}, nil
}

package main

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/go-jose/go-jose/v4"
)

const (
	algorithm = jose.ES256
	keyID     = "lab-1"
	keyFile   = "signing-key.pem"
)

type signer struct {
	key  jose.JSONWebKey
	jose jose.Signer
}

// openSigner loads the signing key, or creates it at the first start.
func openSigner(folder string) (*signer, error) {
	private, err := loadKey(filepath.Join(folder, keyFile))
	if err != nil {
		return nil, fmt.Errorf("signing key in %s: %w", folder, err)
	}
	key := jose.JSONWebKey{Key: private, KeyID: keyID, Algorithm: string(algorithm), Use: "sig"}
	options := (&jose.SignerOptions{}).WithType("JWT")
	created, err := jose.NewSigner(jose.SigningKey{Algorithm: algorithm, Key: key}, options)
	return &signer{key: key, jose: created}, err
}

func loadKey(path string) (*ecdsa.PrivateKey, error) {
	content, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return createKey(path)
	}
	if err != nil {
		return nil, err
	}
	block, _ := pem.Decode(content)
	if block == nil {
		return nil, fmt.Errorf("%s is not valid PEM; delete it, and the issuer creates a new key", path)
	}
	return x509.ParseECPrivateKey(block.Bytes)
}

func createKey(path string) (*ecdsa.PrivateKey, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, err
	}
	der, err := x509.MarshalECPrivateKey(key)
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, err
	}
	return key, os.WriteFile(path, pem.EncodeToMemory(&pem.Block{Type: "EC PRIVATE KEY", Bytes: der}), 0o600)
}

func (s *signer) sign(text []byte) (string, error) {
	signed, err := s.jose.Sign(text)
	if err != nil {
		return "", err
	}
	return signed.CompactSerialize()
}

package main

import (
	"context"

	"github.com/go-jose/go-jose/v4"
	"github.com/zitadel/oidc/v3/pkg/op"
)

func (s *storage) SigningKey(context.Context) (op.SigningKey, error) {
	return signingKey{s.signer}, nil
}

func (s *storage) SignatureAlgorithms(context.Context) ([]jose.SignatureAlgorithm, error) {
	return []jose.SignatureAlgorithm{algorithm}, nil
}

func (s *storage) KeySet(context.Context) ([]op.Key, error) {
	return []op.Key{publicKey{s.signer}}, nil
}

// signingKey and publicKey are the two halves of the signer's key, as the library requires them.
type signingKey struct{ *signer }

func (k signingKey) ID() string                                  { return keyID }
func (k signingKey) SignatureAlgorithm() jose.SignatureAlgorithm { return algorithm }
func (k signingKey) Key() any                                    { return k.key.Key }

type publicKey struct{ *signer }

func (k publicKey) ID() string                         { return keyID }
func (k publicKey) Algorithm() jose.SignatureAlgorithm { return algorithm }
func (k publicKey) Use() string                        { return k.key.Use }
func (k publicKey) Key() any                           { return k.key.Public().Key }

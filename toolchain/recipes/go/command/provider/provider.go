// Package provider describes the provider "command", of which the lab needs local.Command alone.
package provider

import (
	"log"

	provider "github.com/pulumi/pulumi-go-provider"
	"github.com/pulumi/pulumi-go-provider/infer"

	"slipway/lab/toolchain/command/local"
)

// Name and Version are those of the official release whose resource this is.
const (
	Name    = "command"
	Version = "1.2.1"
)

// New makes the provider.
func New() provider.Provider {
	p, err := infer.NewProviderBuilder().
		WithResources(infer.Resource(&local.Command{})).
		Build()
	if err != nil {
		log.Fatal(err)
	}
	return p
}

// Package provider describes the provider "zitadel".
package provider

import (
	"log"

	provider "github.com/pulumi/pulumi-go-provider"
	"github.com/pulumi/pulumi-go-provider/infer"

	"slipway/lab/toolchain/zitadel/instance"
	"slipway/lab/toolchain/zitadel/resources"
)

// Name and Version are those of the official release whose resources these are.
const (
	Name    = "zitadel"
	Version = "0.2.0"
)

// New makes the provider.
func New() provider.Provider {
	p, err := infer.NewProviderBuilder().
		WithPluginDownloadURL("github://api.github.com/pulumiverse").
		WithConfig(infer.Config(&instance.Config{})).
		WithResources(
			infer.Resource(&resources.Project{}),
			infer.Resource(&resources.ProjectRole{}),
			infer.Resource(&resources.ApplicationOidc{}),
			infer.Resource(&resources.LoginPolicy{}),
			infer.Resource(&resources.UserGrant{}),
		).
		Build()
	if err != nil {
		log.Fatal(err)
	}
	return p
}

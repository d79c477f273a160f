// Command pulumi-resource-kubernetes is the official Kubernetes provider, stamped and with its own schema.
package main

import (
	_ "embed"

	"github.com/pulumi/pulumi-kubernetes/provider/v4/pkg/provider"
)

// Version is that of the release which the required module is.
const Version = "4.25.0"

// Both files are copied from the module at build time.
//
//go:embed schema.json
var schema []byte

//go:embed terraform-mapping.json
var terraformMapping []byte

func main() {
	provider.Serve("kubernetes", Version, schema, terraformMapping)
}

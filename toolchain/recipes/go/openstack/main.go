// Command pulumi-resource-openstack is the bridged provider.
package main

import (
	_ "embed"

	"github.com/pulumi/pulumi-terraform-bridge/v3/pkg/tfbridge"

	"slipway/lab/toolchain/openstack/bridge"
)

// schema.json is written by ./schema at build time.
//
//go:embed schema.json
var schema []byte

func main() {
	tfbridge.Main("openstack", bridge.Version, bridge.Provider(), schema)
}

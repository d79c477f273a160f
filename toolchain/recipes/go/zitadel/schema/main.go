// Command schema prints the provider's schema.
package main

import (
	"context"
	"encoding/json"
	"log"
	"os"

	goprovider "github.com/pulumi/pulumi-go-provider"
	"github.com/pulumi/pulumi/pkg/v3/codegen/schema"

	"slipway/lab/toolchain/zitadel/provider"
)

func main() {
	spec, err := goprovider.GetSchema(context.Background(), provider.Name, provider.Version, provider.New())
	if err != nil {
		log.Fatal(err)
	}
	// The module of the token zitadel:index/project:Project is "index", as in every bridged provider.
	spec.Meta = &schema.MetadataSpec{ModuleFormat: "(.*)(?:/[^/]*)"}
	if err := json.NewEncoder(os.Stdout).Encode(spec); err != nil {
		log.Fatal(err)
	}
}

// Command pulumi-resource-zitadel is a provider for the resources of Zitadel that the programs use.
package main

import (
	"context"
	"log"

	"slipway/lab/toolchain/zitadel/provider"
)

func main() {
	if err := provider.New().Run(context.Background(), provider.Name, provider.Version); err != nil {
		log.Fatal(err)
	}
}

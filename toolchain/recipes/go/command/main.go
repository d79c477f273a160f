// Command pulumi-resource-command is a provider for command:local:Command.
package main

import (
	"context"
	"log"

	"slipway/lab/toolchain/command/provider"
)

func main() {
	if err := provider.New().Run(context.Background(), provider.Name, provider.Version); err != nil {
		log.Fatal(err)
	}
}

// Command schema prints the provider's schema.
package main

import (
	"context"
	"encoding/json"
	"log"
	"os"

	goprovider "github.com/pulumi/pulumi-go-provider"

	"slipway/lab/toolchain/command/provider"
)

func main() {
	spec, err := goprovider.GetSchema(context.Background(), provider.Name, provider.Version, provider.New())
	if err != nil {
		log.Fatal(err)
	}
	if err := json.NewEncoder(os.Stdout).Encode(spec); err != nil {
		log.Fatal(err)
	}
}

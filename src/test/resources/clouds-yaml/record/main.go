// Records what the OpenStack provider's reader of clouds.yaml makes of one form, with the versions of the
// provider in toolchain/recipes/go/openstack. Run in this folder: go run . FORM.
package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"

	"github.com/gophercloud/utils/v2/openstack/clientconfig"
)

func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}

// certificates returns what PrepareTLSConfig of terraform-provider-openstack/utils reads: a file, or the text itself.
func certificates(value, home string) string {
	if strings.HasPrefix(value, "~/") {
		value = filepath.Join(home, value[2:])
	}
	if content, err := os.ReadFile(value); err == nil {
		return string(content)
	}
	return value
}

func main() {
	for _, entry := range os.Environ() {
		if strings.HasPrefix(entry, "OS_") {
			panic(entry)
		}
	}
	form := must(filepath.Abs(filepath.Join("..", os.Args[1])))
	home := filepath.Join(form, "home")
	if err := os.Chdir(filepath.Join(form, "work")); err != nil {
		panic(err)
	}
	region, _ := os.ReadFile(filepath.Join(form, "region"))
	options := &clientconfig.ClientOpts{Cloud: "c", RegionName: strings.TrimSpace(string(region))}
	cloud := must(clientconfig.GetCloudFromYAML(options))
	if options.RegionName != "" {
		cloud.RegionName = options.RegionName
	}
	auth := must(clientconfig.AuthOptions(options))
	body := must(auth.ToTokenV3CreateMap(nil))
	identity := body["auth"].(map[string]any)["identity"].(map[string]any)
	record := map[string]any{
		"auth_url":   auth.IdentityEndpoint,
		"credential": identity["application_credential"],
		"region":     cloud.RegionName,
		"interface":  string(clientconfig.GetEndpointType(cloud.EndpointType)),
		"cacert":     certificates(cloud.CACertFile, home),
	}
	text := must(json.MarshalIndent(record, "", "  "))
	if err := os.WriteFile(filepath.Join(form, "provider.json"), append(text, '\n'), 0o644); err != nil {
		panic(err)
	}
}

// Package bridge maps the Terraform provider's resources to the tokens of the official Pulumi provider.
package bridge

import (
	"strings"

	"github.com/pulumi/pulumi-terraform-bridge/v3/pkg/tfbridge"
	"github.com/pulumi/pulumi-terraform-bridge/v3/pkg/tfshim"
	sdkv2 "github.com/pulumi/pulumi-terraform-bridge/v3/pkg/tfshim/sdk-v2"
	"github.com/pulumi/pulumi/sdk/v3/go/common/tokens"
	terraform "github.com/terraform-provider-openstack/terraform-provider-openstack/v3/openstack"
)

// Version is the official release that bridges the same Terraform provider (v3.4.0).
const Version = "5.5.1"

// resources: Terraform type -> module/Name of the official token. What is absent is not offered.
var resources = map[string]string{
	"openstack_compute_instance_v2":                "compute/Instance",
	"openstack_compute_keypair_v2":                 "compute/Keypair",
	"openstack_compute_servergroup_v2":             "compute/ServerGroup",
	"openstack_identity_application_credential_v3": "identity/ApplicationCredential",
	"openstack_images_image_v2":                    "images/Image",
	"openstack_lb_listener_v2":                     "loadbalancer/Listener",
	"openstack_lb_loadbalancer_v2":                 "loadbalancer/LoadBalancer",
	"openstack_lb_member_v2":                       "loadbalancer/Member",
	"openstack_lb_monitor_v2":                      "loadbalancer/Monitor",
	"openstack_lb_pool_v2":                         "loadbalancer/Pool",
	"openstack_networking_address_group_v2":        "networking/AddressGroupV2",
	"openstack_networking_floatingip_associate_v2": "networking/FloatingIpAssociate",
	"openstack_networking_floatingip_v2":           "networking/FloatingIp",
	"openstack_networking_network_v2":              "networking/Network",
	"openstack_networking_port_v2":                 "networking/Port",
	"openstack_networking_router_interface_v2":     "networking/RouterInterface",
	"openstack_networking_router_route_v2":         "networking/RouterRoute",
	"openstack_networking_router_v2":               "networking/Router",
	"openstack_networking_secgroup_rule_v2":        "networking/SecGroupRule",
	"openstack_networking_secgroup_v2":             "networking/SecGroup",
	"openstack_networking_subnet_v2":               "networking/Subnet",
	"openstack_objectstorage_container_v1":         "objectstorage/Container",
}

// dataSources: Terraform type -> module/name of the official function's token.
var dataSources = map[string]string{
	"openstack_images_image_v2":       "images/getImage",
	"openstack_networking_network_v2": "networking/getNetwork",
	"openstack_networking_subnet_v2":  "networking/getSubnet",
}

// environment: provider setting -> variable that gives its default, as in the official provider.
var environment = map[string]string{
	"allow_reauth":  "OS_ALLOW_REAUTH",
	"cloud":         "OS_CLOUD",
	"delayed_auth":  "OS_DELAYED_AUTH",
	"endpoint_type": "OS_ENDPOINT_TYPE",
	"insecure":      "OS_INSECURE",
	"region":        "OS_REGION_NAME",
	"swauth":        "OS_SWAUTH",
}

// Provider is the bridge's description of the provider.
func Provider() tfbridge.ProviderInfo {
	p := tfbridge.ProviderInfo{
		P:                       sdkv2.NewProvider(terraform.Provider()),
		Name:                    "openstack",
		Version:                 Version,
		GitHubOrg:               "terraform-provider-openstack",
		TFProviderModuleVersion: "v3",
		Resources:               map[string]*tfbridge.ResourceInfo{},
		DataSources:             map[string]*tfbridge.DataSourceInfo{},
		Config:                  map[string]*tfbridge.SchemaInfo{},
	}
	for name, variable := range environment {
		p.Config[name] = &tfbridge.SchemaInfo{Default: &tfbridge.DefaultInfo{EnvVars: []string{variable}}}
	}
	for terraformType, name := range resources {
		p.Resources[terraformType] = &tfbridge.ResourceInfo{
			Tok: token(name),
			// The bridge refuses a resource without a documentation file; the module holds none.
			Docs: &tfbridge.DocInfo{Markdown: []byte(" ")},
		}
	}
	for terraformType, name := range dataSources {
		module, function, _ := strings.Cut(name, "/")
		p.DataSources[terraformType] = &tfbridge.DataSourceInfo{
			Tok:  tokens.ModuleMember("openstack:" + module + "/" + function + ":" + function),
			Docs: &tfbridge.DocInfo{Markdown: []byte(" ")},
		}
	}
	p.Resources["openstack_networking_subnet_v2"].Fields = map[string]*tfbridge.SchemaInfo{
		"allocation_pool": {Name: "allocationPools"},
	}
	p.IgnoreMappings = unmapped(p.P)
	p.SetAutonaming(255, "-")
	return p
}

// token makes openstack:networking/subnet:Subnet of networking/Subnet.
func token(name string) tokens.Type {
	module, resource, _ := strings.Cut(name, "/")
	file := strings.ToLower(resource[:1]) + resource[1:]
	return tokens.Type("openstack:" + module + "/" + file + ":" + resource)
}

// unmapped lists the provider's other resources and its data sources: the bridge wants each mapped or ignored.
func unmapped(p shim.Provider) []string {
	var names []string
	p.ResourcesMap().Range(func(name string, _ shim.Resource) bool {
		if _, mapped := resources[name]; !mapped {
			names = append(names, name)
		}
		return true
	})
	p.DataSourcesMap().Range(func(name string, _ shim.Resource) bool {
		if _, mapped := dataSources[name]; !mapped {
			names = append(names, name)
		}
		return true
	})
	return names
}

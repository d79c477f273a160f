// Package machineconfig loads a Talos machine config for the emulated machine.
package machineconfig

import (
	"fmt"
	"net/netip"
	"strings"

	"github.com/siderolabs/talos/pkg/machinery/config"
	"github.com/siderolabs/talos/pkg/machinery/config/configloader"

	"slipway/lab/talosnode/internal/disk"
)

// hostnamePath is the server's name in the cloud, which Talos reads from the platform's metadata.
const hostnamePath = "/system/state/platform-hostname"

// Node is one machine: its config, its disk and its address.
type Node struct {
	config.Provider
	Root     disk.Root
	Address  netip.Addr
	Hostname string
}

// With returns the same machine with another config.
func (n *Node) With(provider config.Provider) *Node {
	node := &Node{Provider: provider, Root: n.Root, Address: n.Address}
	node.Hostname = node.chooseHostname()
	return node
}

// Parse decodes and validates a machine config as Talos does on a cloud machine.
func Parse(content []byte) (provider config.Provider, warnings []string, err error) {
	provider, err = configloader.NewFromBytes(content)
	if err != nil {
		return nil, nil, err
	}
	if !provider.CompleteForBoot() {
		return nil, nil, fmt.Errorf("the machine config has no v1alpha1 document (machine: and cluster:)")
	}
	warnings, err = provider.Validate(Cloud{})
	return provider, warnings, err
}

// SetPlatformHostname stores the server's name in the cloud.
func SetPlatformHostname(root disk.Root, name string) error {
	return root.Write(hostnamePath, []byte(name), 0o644)
}

// chooseHostname follows Talos: the config's hostname, otherwise the platform's, otherwise one made from the address.
func (n *Node) chooseHostname() string {
	if document := n.NetworkHostnameConfig(); document != nil && document.Hostname() != "" {
		return document.Hostname()
	}
	if name, err := n.Root.Read(hostnamePath); err == nil && len(name) > 0 {
		return strings.TrimSpace(string(name))
	}
	return "talos-" + strings.NewReplacer(".", "-", ":", "-").Replace(n.Address.String())
}

// ControlPlane reports whether the machine is a control plane.
func (n *Node) ControlPlane() bool {
	return n.Machine().Type().IsControlPlane()
}

// KubernetesVersion returns the tag of the config's kubelet image, for example v1.36.3.
func (n *Node) KubernetesVersion() string {
	image := n.Machine().Kubelet().Image()
	return image[strings.LastIndex(image, ":")+1:]
}

// Cloud is Talos' validation mode for machines in a cloud.
type Cloud struct{}

func (Cloud) String() string        { return "cloud" }
func (Cloud) RequiresInstall() bool { return false }
func (Cloud) InContainer() bool     { return false }

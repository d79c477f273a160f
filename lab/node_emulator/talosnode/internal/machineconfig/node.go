// Package machineconfig loads a Talos machine config for the emulated machine.
package machineconfig

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"net/http"
	"net/netip"
	"strings"

	"github.com/siderolabs/talos/pkg/machinery/config"
	"github.com/siderolabs/talos/pkg/machinery/config/configloader"

	"slipway/lab/talosnode/internal/disk"
)

const (
	// configPath is the machine config: the server's user data, or the config that was applied later.
	configPath = "/config.yaml"
	// hostnamePath is the server's name in the cloud, which Talos reads from the platform's metadata.
	hostnamePath = "/system/state/platform-hostname"
)

// Node is one machine: its config, its disk and its address.
type Node struct {
	config.Provider
	Root     disk.Root
	Address  netip.Addr
	Hostname string
}

// Load reads and validates the machine config on the disk.
func Load(root disk.Root, address netip.Addr) (*Node, error) {
	content, err := root.Read(configPath)
	if err != nil {
		return nil, err
	}
	if content, err = unpack(content); err != nil {
		return nil, fmt.Errorf("%s: %w", root.Path(configPath), err)
	}
	provider, _, err := Parse(content)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", root.Path(configPath), err)
	}
	node := &Node{Provider: provider, Root: root, Address: address}
	node.Hostname = node.chooseHostname()
	return node, nil
}

// unpack decompresses user data in gzip, as Talos does.
func unpack(content []byte) ([]byte, error) {
	if http.DetectContentType(content) != "application/x-gzip" {
		return content, nil
	}
	reader, err := gzip.NewReader(bytes.NewReader(content))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(reader)
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
	warnings, err = provider.Validate(cloud{})
	return provider, warnings, err
}

// Save replaces the machine config on the disk.
func Save(root disk.Root, content []byte) error {
	return root.Write(configPath, content, 0o600)
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

// KubernetesVersion returns the tag of the config's kubelet image, for example v1.34.4.
func (n *Node) KubernetesVersion() string {
	image := n.Machine().Kubelet().Image()
	return image[strings.LastIndex(image, ":")+1:]
}

// cloud is Talos' validation mode for machines in a cloud.
type cloud struct{}

func (cloud) String() string        { return "cloud" }
func (cloud) RequiresInstall() bool { return false }
func (cloud) InContainer() bool     { return false }

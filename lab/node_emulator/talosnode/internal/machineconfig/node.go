// Package machineconfig loads a Talos machine config and answers what the emulated machine asks of it.
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

	"slipway/lab/nodes/internal/disk"
)

const (
	// configPath holds the machine config: the server's user data, or what was applied since.
	configPath = "/config.yaml"
	// hostnamePath keeps the cloud's name of the server, as Talos takes it from the platform's metadata.
	hostnamePath = "/system/state/platform-hostname"
)

// Node is one machine: its config, its disk and its address.
type Node struct {
	config.Provider
	Root     disk.Root
	Address  netip.Addr
	Hostname string
}

// Load reads and validates the machine config that lies on the disk.
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

// unpack takes user data in gzip, as Talos does.
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

// Parse decodes and validates a machine config as a cloud machine does.
func Parse(content []byte) (provider config.Provider, warnings []string, err error) {
	provider, err = configloader.NewFromBytes(content)
	if err != nil {
		return nil, nil, err
	}
	if !provider.CompleteForBoot() {
		return nil, nil, fmt.Errorf("the machine config lacks its v1alpha1 document (machine: and cluster:)")
	}
	warnings, err = provider.Validate(cloud{})
	return provider, warnings, err
}

// Save replaces the machine config on the disk.
func Save(root disk.Root, content []byte) error {
	return root.Write(configPath, content, 0o600)
}

// SetPlatformHostname keeps the name that the cloud gives to the server.
func SetPlatformHostname(root disk.Root, name string) error {
	return root.Write(hostnamePath, []byte(name), 0o644)
}

// chooseHostname follows Talos: the config's name, else the platform's, else one made from the machine.
func (n *Node) chooseHostname() string {
	if document := n.NetworkHostnameConfig(); document != nil && document.Hostname() != "" {
		return document.Hostname()
	}
	if name, err := n.Root.Read(hostnamePath); err == nil && len(name) > 0 {
		return strings.TrimSpace(string(name))
	}
	return "talos-" + strings.NewReplacer(".", "-", ":", "-").Replace(n.Address.String())
}

// ControlPlane tells the machine's type.
func (n *Node) ControlPlane() bool {
	return n.Machine().Type().IsControlPlane()
}

// KubernetesVersion is the tag of the config's kubelet image, such as v1.34.4.
func (n *Node) KubernetesVersion() string {
	image := n.Machine().Kubelet().Image()
	return image[strings.LastIndex(image, ":")+1:]
}

// cloud is the mode in which Talos validates the config of a machine that a cloud made.
type cloud struct{}

func (cloud) String() string        { return "cloud" }
func (cloud) RequiresInstall() bool { return false }
func (cloud) InContainer() bool     { return false }

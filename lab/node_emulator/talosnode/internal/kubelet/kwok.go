package kubelet

import (
	"net"
	"strconv"

	"slipway/lab/nodes/internal/machineconfig"
	"slipway/lab/nodes/internal/process"
)

// Command gives kwok for this machine's Node alone, with the kubelet's credential: when the machine dies, its Node becomes NotReady.
// It renews the Node's lease; its status alone it renews more rarely than the controller manager waits.
func Command(node *machineconfig.Node) (process.Command, error) {
	flags := process.Flags{
		"kubeconfig":                  Kubeconfig,
		"manage-single-node":          node.Hostname,
		"node-ip":                     node.Address.String(),
		"node-name":                   node.Hostname,
		"node-port":                   strconv.Itoa(kubeletPort),
		"server-address":              net.JoinHostPort(node.Address.String(), strconv.Itoa(kubeletPort)),
		"node-lease-duration-seconds": "40",
		"cidr":                        node.Cluster().Network().PodCIDRs()[0],
		"tls-cert-file":               servingPair + ".crt",
		"tls-private-key-file":        servingPair + ".key",
	}
	return process.Command{Name: "kwok", Args: flags.Args(node.Root.Resolve), Env: process.Economy(80)}, nil
}

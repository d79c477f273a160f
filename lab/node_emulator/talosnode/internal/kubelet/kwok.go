package kubelet

import (
	"net"
	"strconv"

	"slipway/lab/talosnode/internal/machineconfig"
	"slipway/lab/talosnode/internal/process"
)

// Program is the program that runs in place of the kubelet.
const Program = "kwok"

// Digest identifies all that a kubelet's arguments and configuration are made of. The Node's labels, annotations and taints are
// not: Talos applies them to the Node.
func Digest(node *machineconfig.Node) (string, error) {
	network := node.Cluster().Network()
	return machineconfig.Digest(node.RawV1Alpha1().MachineConfig.MachineKubelet, node.Hostname, node.Cluster().Endpoint().String(),
		network.PodCIDRs(), network.ServiceCIDRs(), network.DNSDomain(), node.RawV1Alpha1().ClusterConfig.ClusterCA)
}

// Command returns the command of kwok for this machine's Node only, with the kubelet's credential: when the machine ends, its
// Node becomes NotReady. kwok renews the Node's lease; it updates the status less often than the controller manager expects.
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
	return process.Command{Name: Program, Args: flags.Args(node.Root.Resolve), Env: process.Economy(80)}, nil
}

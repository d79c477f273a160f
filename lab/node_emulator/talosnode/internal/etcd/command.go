// Package etcd starts the control plane's real etcd member, adds it to the cluster, and queries it.
package etcd

import (
	"encoding/json"
	"fmt"
	"maps"
	"net"

	"slipway/lab/talosnode/internal/kubernetes"
	"slipway/lab/talosnode/internal/machineconfig"
	"slipway/lab/talosnode/internal/pki"
	"slipway/lab/talosnode/internal/process"
)

// Paths as on Talos.
const (
	dataPath = "/var/lib/etcd"
	secrets  = "/system/secrets/etcd/"
	planPath = "/system/state/etcd-initial-cluster.json"
)

// Plan contains the cluster flags of a member with an empty data folder. It exists until the member serves.
type Plan struct {
	State   string `json:"state"`
	Cluster string `json:"cluster"`
}

// HasData reports whether this machine is, or was, a member: whether its data folder has content.
func HasData(node *machineconfig.Node) bool {
	return !node.Root.Empty(dataPath)
}

// ReadPlan returns the plan, if one exists.
func ReadPlan(node *machineconfig.Node) (plan Plan, found bool) {
	content, err := node.Root.Read(planPath)
	if err != nil || json.Unmarshal(content, &plan) != nil {
		return Plan{}, false
	}
	return plan, true
}

// PlanNew makes this machine start a new cluster of one member.
func PlanNew(node *machineconfig.Node) error {
	return writePlan(node, Plan{State: "new", Cluster: node.Hostname + "=" + peerURL(node)})
}

// DropPlan deletes the plan.
func DropPlan(node *machineconfig.Node) error {
	return node.Root.Remove(planPath)
}

// leftPath exists from the moment a member leaves its cluster until the machine's next boot.
const leftPath = machineconfig.RunFolder + "/etcd-left"

// Leave makes this machine stay without etcd until its next boot.
func Leave(node *machineconfig.Node) error {
	return node.Root.Write(leftPath, nil, 0o600)
}

// HasLeft reports whether the member left its cluster in this boot.
func HasLeft(node *machineconfig.Node) bool {
	return node.Root.Exists(leftPath)
}

// DeleteData deletes the member's data, which is of no use once the member was removed.
func DeleteData(node *machineconfig.Node) error {
	return node.Root.RemoveAll(dataPath)
}

func writePlan(node *machineconfig.Node, plan Plan) error {
	content, err := json.Marshal(plan)
	if err != nil {
		return err
	}
	return node.Root.Write(planPath, content, 0o600)
}

// Command writes etcd's certificates and returns its command.
func Command(node *machineconfig.Node) (process.Command, error) {
	if err := writeSecrets(node); err != nil {
		return process.Command{}, err
	}
	flags, err := flags(node)
	if err != nil {
		return process.Command{}, err
	}
	return process.Command{Name: "etcd", Args: flags.Args(node.Root.Resolve), Env: process.Economy(200)}, nil
}

func flags(node *machineconfig.Node) (process.Flags, error) {
	flags := process.Flags{
		"name":                  node.Hostname,
		"data-dir":              dataPath,
		"listen-peer-urls":      peerURL(node),
		"listen-client-urls":    clientURL(node.Address.String()) + "," + clientURL(kubernetes.Localhost),
		"advertise-client-urls": clientURL(node.Address.String()),
		"client-cert-auth":      "true",
		"cert-file":             secrets + "server.crt",
		"key-file":              secrets + "server.key",
		"trusted-ca-file":       secrets + "ca.crt",
		"peer-client-cert-auth": "true",
		"peer-cert-file":        secrets + "peer.crt",
		"peer-key-file":         secrets + "peer.key",
		"peer-trusted-ca-file":  secrets + "ca.crt",
		"unsafe-no-fsync":       "true", // data loss in a power failure is acceptable in the lab
		"log-level":             "warn",
	}
	denied := []string{}
	for name := range maps.Keys(flags) {
		denied = append(denied, name)
	}
	if !HasData(node) {
		plan, found := ReadPlan(node)
		if !found {
			return nil, fmt.Errorf("%s is empty and the machine has neither been bootstrapped nor joined: run `talosctl bootstrap` on one control plane", node.Root.Path(dataPath))
		}
		flags["initial-cluster"] = plan.Cluster
		flags["initial-cluster-state"] = plan.State
		flags["initial-advertise-peer-urls"] = peerURL(node)
	}
	return flags, flags.Merge(node.Cluster().Etcd().ExtraArgs(), denied...)
}

func writeSecrets(node *machineconfig.Node) error {
	ca := node.Cluster().Etcd().CA()
	peerNames := pki.Names{}
	peerNames.Add(node.Hostname, node.Address.String())
	serverNames := peerNames
	serverNames.Add("localhost", kubernetes.Localhost)
	for file, names := range map[string]pki.Names{"peer": peerNames, "server": serverNames} {
		pair, err := pki.Peer(ca, node.Hostname, names)
		if err != nil {
			return err
		}
		if err := pki.Write(node.Root, secrets+file, pair); err != nil {
			return err
		}
	}
	return node.Root.Write(secrets+"ca.crt", ca.Crt, 0o644)
}

func peerURL(node *machineconfig.Node) string {
	return "https://" + net.JoinHostPort(node.Address.String(), "2380")
}

func clientURL(host string) string {
	return "https://" + net.JoinHostPort(host, "2379")
}

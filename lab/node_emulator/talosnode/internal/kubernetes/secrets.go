package kubernetes

import (
	"fmt"

	"slipway/lab/talosnode/internal/machineconfig"
	"slipway/lab/talosnode/internal/pki"
)

// writeAPIServerSecrets issues kube-apiserver's certificates from the CAs of the machine config.
func writeAPIServerSecrets(node *machineconfig.Node) error {
	cluster := node.Cluster()
	names, err := ServingNames(node)
	if err != nil {
		return fmt.Errorf("first addresses of the service subnets: %w", err)
	}
	for _, leaf := range []struct {
		file  string
		issue func() (*pki.Pair, error)
	}{
		{"apiserver", func() (*pki.Pair, error) { return pki.Server(cluster.IssuingCA(), "kube-apiserver", names) }},
		{"apiserver-kubelet-client", func() (*pki.Pair, error) {
			return pki.Client(cluster.IssuingCA(), "apiserver-kubelet-client", mastersGroup)
		}},
		{"front-proxy-client", func() (*pki.Pair, error) { return pki.Client(cluster.AggregatorCA(), "front-proxy-client") }},
		{"etcd-client", func() (*pki.Pair, error) { return pki.Client(cluster.Etcd().CA(), "kube-apiserver") }},
	} {
		pair, err := leaf.issue()
		if err != nil {
			return err
		}
		if err := pki.Write(node.Root, apiServerSecrets+leaf.file, pair); err != nil {
			return err
		}
	}
	return writeAPIServerRoots(node)
}

func writeAPIServerRoots(node *machineconfig.Node) error {
	cluster := node.Cluster()
	serviceAccount, err := cluster.ServiceAccount().GetKey()
	if err != nil {
		return fmt.Errorf("cluster.serviceAccount.key: %w", err)
	}
	for file, content := range map[string][]byte{
		"ca.crt":              cluster.IssuingCA().Crt,
		"aggregator-ca.crt":   cluster.AggregatorCA().Crt,
		"etcd-client-ca.crt":  cluster.Etcd().CA().Crt,
		"service-account.pub": serviceAccount.GetPublicKeyPEM(),
		"service-account.key": cluster.ServiceAccount().Key,
	} {
		if err := node.Root.Write(apiServerSecrets+file, content, 0o600); err != nil {
			return err
		}
	}
	return nil
}

package kubernetes

import "slipway/lab/talosnode/internal/machineconfig"

// Names of the control plane's programs.
const (
	APIServerName         = "kube-apiserver"
	ControllerManagerName = "kube-controller-manager"
	SchedulerName         = "kube-scheduler"
)

// APIServerDigest identifies all that kube-apiserver's arguments and files are made of.
func APIServerDigest(node *machineconfig.Node) (string, error) {
	cluster := node.RawV1Alpha1().ClusterConfig
	return machineconfig.Digest(cluster.APIServerConfig, node.Cluster().APIServer().Image(), node.Hostname, node.Address.String(),
		node.Cluster().Endpoint().String(), node.Cluster().Network().ServiceCIDRs(), node.Cluster().Network().DNSDomain(),
		cluster.ClusterCA, cluster.ClusterAggregatorCA, cluster.ClusterServiceAccount, node.Cluster().Etcd().CA(),
		cluster.ClusterSecretboxEncryptionSecret, cluster.ClusterAESCBCEncryptionSecret)
}

// ControllerManagerDigest identifies all that kube-controller-manager's arguments and files are made of.
func ControllerManagerDigest(node *machineconfig.Node) (string, error) {
	cluster := node.RawV1Alpha1().ClusterConfig
	return machineconfig.Digest(cluster.ControllerManagerConfig, node.Cluster().ControllerManager().Image(), node.Cluster().Network().PodCIDRs(),
		node.Cluster().Network().ServiceCIDRs(), cluster.ClusterCA, cluster.ClusterServiceAccount)
}

// SchedulerDigest identifies all that kube-scheduler's arguments and files are made of.
func SchedulerDigest(node *machineconfig.Node) (string, error) {
	cluster := node.RawV1Alpha1().ClusterConfig
	return machineconfig.Digest(cluster.SchedulerConfig, node.Cluster().Scheduler().Image(), cluster.ClusterCA)
}

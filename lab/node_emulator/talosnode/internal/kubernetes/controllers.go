package kubernetes

import (
	"strings"

	"sigs.k8s.io/yaml"

	"slipway/lab/talosnode/internal/machineconfig"
	"slipway/lab/talosnode/internal/process"
)

const (
	controllerManagerSecrets = "/system/secrets/kubernetes/kube-controller-manager/"
	schedulerSecrets         = "/system/secrets/kubernetes/kube-scheduler/"
	schedulerConfig          = "/system/config/kubernetes/kube-scheduler/scheduler-config.yaml"
)

// ControllerManager writes kube-controller-manager's secrets and returns its command.
func ControllerManager(node *machineconfig.Node) (process.Command, error) {
	cluster := node.Cluster()
	if err := writeLocalKubeconfig(node, controllerManagerSecrets+"kubeconfig", "system:kube-controller-manager"); err != nil {
		return process.Command{}, err
	}
	for file, content := range map[string][]byte{
		"ca.crt":              cluster.IssuingCA().Crt,
		"ca.key":              cluster.IssuingCA().Key,
		"service-account.key": cluster.ServiceAccount().Key,
	} {
		if err := node.Root.Write(controllerManagerSecrets+file, content, 0o600); err != nil {
			return process.Command{}, err
		}
	}
	flags := process.Flags{
		"allocate-node-cidrs":       "true",
		"authentication-kubeconfig": controllerManagerSecrets + "kubeconfig",
		"authorization-kubeconfig":  controllerManagerSecrets + "kubeconfig",
		"bind-address":              Localhost,
		"cluster-cidr":              strings.Join(cluster.Network().PodCIDRs(), ","),
		"cluster-signing-cert-file": controllerManagerSecrets + "ca.crt",
		"cluster-signing-key-file":  controllerManagerSecrets + "ca.key",
		"configure-cloud-routes":    "false",
		"controllers":               "*,tokencleaner",
		"kubeconfig":                controllerManagerSecrets + "kubeconfig",
		"leader-elect":              "true",
		// Not as on Talos: kwok's heartbeats are late on a host under load, and a pod that was not ready once stays not ready.
		"node-monitor-grace-period":        "2m0s",
		"profiling":                        "false",
		"root-ca-file":                     controllerManagerSecrets + "ca.crt",
		"service-account-private-key-file": controllerManagerSecrets + "service-account.key",
		"service-cluster-ip-range":         strings.Join(cluster.Network().ServiceCIDRs(), ","),
		"tls-min-version":                  "VersionTLS13",
		"use-service-account-credentials":  "true",
	}
	manager := cluster.ControllerManager()
	return controller(node, "kube-controller-manager", flags, manager.ExtraArgs(), machineconfig.Volumes(manager.ExtraVolumes()), 150)
}

// Scheduler writes kube-scheduler's secrets and returns its command.
func Scheduler(node *machineconfig.Node) (process.Command, error) {
	if err := writeLocalKubeconfig(node, schedulerSecrets+"kubeconfig", "system:kube-scheduler"); err != nil {
		return process.Command{}, err
	}
	scheduler := node.Cluster().Scheduler()
	config := object{
		"apiVersion":       "kubescheduler.config.k8s.io/v1",
		"kind":             "KubeSchedulerConfiguration",
		"clientConnection": object{"kubeconfig": node.Root.Path(schedulerSecrets + "kubeconfig")},
	}
	for key, value := range scheduler.Config() {
		config[key] = value
	}
	text, err := yaml.Marshal(config)
	if err != nil {
		return process.Command{}, err
	}
	if err := node.Root.Write(schedulerConfig, text, 0o600); err != nil {
		return process.Command{}, err
	}
	flags := process.Flags{
		"authentication-kubeconfig":              schedulerSecrets + "kubeconfig",
		"authentication-tolerate-lookup-failure": "false",
		"authorization-kubeconfig":               schedulerSecrets + "kubeconfig",
		"bind-address":                           Localhost,
		"config":                                 schedulerConfig,
		"leader-elect":                           "true",
		"profiling":                              "false",
		"tls-min-version":                        "VersionTLS13",
	}
	return controller(node, "kube-scheduler", flags, scheduler.ExtraArgs(), machineconfig.Volumes(scheduler.ExtraVolumes()), 100)
}

func controller(node *machineconfig.Node, name string, flags process.Flags, extra map[string][]string, volumes func(string) string, mebibytes int) (process.Command, error) {
	if err := flags.Merge(extra, "authentication-kubeconfig", "authorization-kubeconfig"); err != nil {
		return process.Command{}, err
	}
	resolve := func(value string) string { return node.Root.Resolve(volumes(value)) }
	return process.Command{Name: name, Args: flags.Args(resolve), Env: process.Economy(mebibytes)}, nil
}

// Package workload runs real processes for the pods whose work the lab requires. kwok only simulates pods; while such a
// pod runs on this machine, the table's programs run here with the tokens of its service account.
package workload

import (
	"crypto/sha256"
	"fmt"

	"k8s.io/client-go/tools/clientcmd/api"

	"slipway/lab/talosnode/internal/machineconfig"
	"slipway/lab/talosnode/internal/pki"
	"slipway/lab/talosnode/internal/process"
)

// workload is a pod of the cluster and the programs that run for it. There is no pod network, so the programs that the pod
// connects to run on the same machine.
type workload struct {
	// label is the pod's app.kubernetes.io/name.
	namespace, label string
	// tool is a program of the lab's profile without which the workload is not run: most labs do not need it.
	tool     string
	programs []program
}

// program is one process. Without a service account it has no access to the cluster.
type program struct {
	name           string
	serviceAccount string
	// tokens is where the pod mounts its tokens; empty if the program reads none.
	tokens string
	// binary is the profile's program for a container whose image has it at another path.
	binary string
	// command is nil if the program is the pod's container of this name, with the command and the volumes of the pod.
	command func(folder string) process.Command
}

const (
	argocdNamespace = "argocd"
	controllerName  = "argocd-application-controller"
	// catalogueTool is what Argo CD renders platform apps with; only labs that have these apps have it.
	catalogueTool    = "kustomize"
	appSetController = "argocd-applicationset-controller"
	auditShipper     = "audit-shipper"
	auditStore       = "audit-store"
	nameLabel        = "app.kubernetes.io/name"
	redisAddress     = "127.0.0.1:6379"
	repositoryServer = "127.0.0.1:8081"
)

var table = []workload{{
	namespace: argocdNamespace,
	label:     controllerName,
	programs: []program{
		{name: "argocd-redis", command: redis},
		{name: "argocd-repo-server", command: repoServer},
		{name: controllerName, serviceAccount: controllerName, tokens: clusterTokens, command: applicationController},
	},
}, {
	namespace: argocdNamespace,
	label:     appSetController,
	tool:      catalogueTool,
	programs:  []program{{name: appSetController, serviceAccount: appSetController, command: applicationSetController}},
}, {
	namespace: auditShipper,
	label:     auditShipper,
	tool:      catalogueTool,
	programs:  []program{{name: auditShipper, tokens: heartbeatToken}},
}, {
	namespace: auditStore,
	label:     auditStore,
	tool:      catalogueTool,
	programs:  []program{{name: "victoria-logs", binary: "victoria-logs"}, {name: "audit-front"}},
}}

func redis(folder string) process.Command {
	return process.Command{Name: "redis-server", Args: []string{
		"--bind", "127.0.0.1", "--port", "6379", "--save", "", "--appendonly", "no", "--dir", folder,
	}}
}

func repoServer(string) process.Command {
	return argocd("argocd-repo-server", 150, "--address=127.0.0.1", "--port=8081", "--metrics-address=127.0.0.1", "--redis="+redisAddress)
}

// applicationController checks for drift every 30 s instead of 120 s, so that tests wait less.
func applicationController(folder string) process.Command {
	return argocd(controllerName, 300, "--kubeconfig="+folder+"/kubeconfig", "--namespace="+argocdNamespace,
		"--redis="+redisAddress, "--repo-server="+repositoryServer, "--app-resync=30")
}

func applicationSetController(folder string) process.Command {
	return argocd(appSetController, 100, "--kubeconfig="+folder+"/kubeconfig", "--namespace="+argocdNamespace,
		"--argocd-repo-server="+repositoryServer, "--metrics-addr=127.0.0.1:8180", "--probe-addr=127.0.0.1:8181", "--webhook-addr=127.0.0.1:7000")
}

// argocd is one binary whose command depends on the name in ARGOCD_BINARY_NAME.
func argocd(name string, mebibytes int, args ...string) process.Command {
	return process.Command{Name: "argocd", Args: args, Env: append(process.Economy(mebibytes), "ARGOCD_BINARY_NAME="+name)}
}

// environment keeps an Argo CD process inside its folder and makes it use its kubeconfig as the cluster that it runs in.
func environment(folder string) []string {
	return []string{
		"HOME=" + folder, "TMPDIR=" + folder + "/tmp", "KUBECONFIG=" + folder + "/kubeconfig",
		"ARGOCD_FAKE_IN_CLUSTER=true", "ARGOCD_GPG_ENABLED=false",
		"ARGOCD_TLS_DATA_PATH=" + folder + "/tls", "ARGOCD_SSH_DATA_PATH=" + folder + "/ssh", "ARGOCD_GNUPGHOME=" + folder + "/gpg",
		"ARGOCD_ASK_PASS_SOCK=" + socket(folder), "ARGOCD_PLUGINSOCKFILEPATH=" + folder + "/plugins",
	}
}

// socket returns a short path: a socket's path is limited to 107 characters, and the state folder's path may be long.
func socket(folder string) string {
	digest := sha256.Sum256([]byte(folder))
	return fmt.Sprintf("/run/askpass-%x.sock", digest[:4])
}

// kubeconfig contains no secret: `talosnode token` requests the token, as a kubelet does for a pod.
func kubeconfig(node *machineconfig.Node, talosnode, namespace, serviceAccount string) ([]byte, error) {
	cluster := node.Cluster()
	return pki.Kubeconfig("in-cluster", cluster.Endpoint().String(), cluster.IssuingCA().Crt, serviceAccount, &api.AuthInfo{Exec: &api.ExecConfig{
		APIVersion:      "client.authentication.k8s.io/v1",
		Command:         talosnode,
		Args:            []string{"token", "-dir", string(node.Root), "-address", node.Address.String(), "-namespace", namespace, "-service-account", serviceAccount},
		InteractiveMode: api.NeverExecInteractiveMode,
	}})
}

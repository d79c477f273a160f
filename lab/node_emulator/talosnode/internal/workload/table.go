// Package workload runs real processes for those pods whose work the lab needs. A pod is only a shell that kwok plays;
// while it runs on this machine, the table's programs run beside it, with its service account's tokens.
package workload

import (
	"crypto/sha256"
	"fmt"
	"strings"

	"k8s.io/client-go/tools/clientcmd/api"

	"slipway/lab/nodes/internal/machineconfig"
	"slipway/lab/nodes/internal/pki"
	"slipway/lab/nodes/internal/process"
)

// workload is a pod of the cluster and what runs for it. There is no pod network, so what the pod talks to runs beside it.
type workload struct {
	namespace, pod string
	programs       []program
}

// program is one process. Its access to the cluster is that of the first service account with a pod on this machine;
// without service accounts it needs none.
type program struct {
	name            string
	serviceAccounts []string
	command         func(folder string) process.Command
}

const (
	argocdNamespace  = "argocd"
	controllerName   = "argocd-application-controller"
	controllerPod    = controllerName + "-0"
	redisAddress     = "127.0.0.1:6379"
	repositoryServer = "127.0.0.1:8081"
)

var table = []workload{{
	namespace: argocdNamespace,
	pod:       controllerPod,
	programs: []program{
		{name: "argocd-redis", command: redis},
		{name: "argocd-repo-server", command: repoServer},
		{name: controllerName, serviceAccounts: []string{controllerName}, command: applicationController},
		// A kubelet gets tokens for its own pods only; argocd-server's pod may be elsewhere, but its process must run here.
		{name: "argocd-server", serviceAccounts: []string{"argocd-server", controllerName}, command: apiServer},
	},
}}

func redis(folder string) process.Command {
	return process.Command{Name: "redis-server", Args: []string{
		"--bind", "127.0.0.1", "--port", "6379", "--save", "", "--appendonly", "no", "--dir", folder,
	}}
}

func repoServer(string) process.Command {
	return argocd("argocd-repo-server", 150, "--address=127.0.0.1", "--port=8081", "--metrics-address=127.0.0.1", "--redis="+redisAddress)
}

// applicationController looks for drift every 30 s, so that a test need not wait for the default of 120 s.
func applicationController(folder string) process.Command {
	return argocd(controllerName, 300, "--kubeconfig="+folder+"/kubeconfig", "--namespace="+argocdNamespace,
		"--redis="+redisAddress, "--repo-server="+repositoryServer, "--app-resync=30")
}

// apiServer listens on 127.0.0.1 because its REST gateway dials localhost whatever --address says.
func apiServer(folder string) process.Command {
	return argocd("argocd-server", 150, "--kubeconfig="+folder+"/kubeconfig", "--namespace="+argocdNamespace,
		"--address=127.0.0.1", "--port=8080", "--metrics-address=127.0.0.1", "--insecure",
		"--redis="+redisAddress, "--repo-server="+repositoryServer, "--dex-server=http://127.0.0.1:5556")
}

// argocd is one binary with a command for each name it is called by.
func argocd(name string, mebibytes int, args ...string) process.Command {
	return process.Command{Name: "argocd", Args: args, Env: append(process.Economy(mebibytes), "ARGOCD_BINARY_NAME="+name)}
}

// environment keeps a process of ArgoCD inside its folder and lets it take its kubeconfig for the cluster it runs in.
func environment(folder string) []string {
	return []string{
		"HOME=" + folder, "TMPDIR=" + folder + "/tmp", "KUBECONFIG=" + folder + "/kubeconfig",
		"ARGOCD_FAKE_IN_CLUSTER=true", "ARGOCD_GPG_ENABLED=false",
		"ARGOCD_TLS_DATA_PATH=" + folder + "/tls", "ARGOCD_SSH_DATA_PATH=" + folder + "/ssh", "ARGOCD_GNUPGHOME=" + folder + "/gpg",
		"ARGOCD_ASK_PASS_SOCK=" + socket(folder), "ARGOCD_PLUGINSOCKFILEPATH=" + folder + "/plugins",
	}
}

// socket is short: a socket's path has room for 107 characters, and a state folder may lie deep.
func socket(folder string) string {
	digest := sha256.Sum256([]byte(folder))
	return fmt.Sprintf("/run/askpass-%x.sock", digest[:4])
}

// kubeconfig has no secret: the token comes from `talosnode token`, which asks for it as a kubelet does for a pod.
func kubeconfig(node *machineconfig.Node, talosnode, namespace string, serviceAccounts []string) ([]byte, error) {
	cluster := node.Cluster()
	return pki.Kubeconfig("in-cluster", cluster.Endpoint().String(), cluster.IssuingCA().Crt, serviceAccounts[0], &api.AuthInfo{Exec: &api.ExecConfig{
		APIVersion:      "client.authentication.k8s.io/v1",
		Command:         talosnode,
		Args:            []string{"token", "-dir", string(node.Root), "-address", node.Address.String(), "-namespace", namespace, "-service-accounts", strings.Join(serviceAccounts, ",")},
		InteractiveMode: api.NeverExecInteractiveMode,
	}})
}

// Package kubernetes computes the commands of the control plane's static pods as Talos runs them.
package kubernetes

import (
	"log"
	"net"
	"strings"

	"slipway/lab/talosnode/internal/machineconfig"
	"slipway/lab/talosnode/internal/pki"
	"slipway/lab/talosnode/internal/process"
)

// Paths as on Talos.
const (
	apiServerSecrets = "/system/secrets/kubernetes/kube-apiserver/"
	apiServerConfig  = "/system/config/kubernetes/kube-apiserver/"
	auditLog         = "/var/log/audit/kube/kube-apiserver.log"
	// The TLS 1.2 cipher suites that Talos allows; those of TLS 1.3 are not configurable.
	cipherSuites = "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384," +
		"TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256,TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256," +
		"TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256"
)

// apiServerDenied are the flags that Talos refuses in extraArgs.
var apiServerDenied = []string{
	"etcd-servers", "client-ca-file", "requestheader-client-ca-file", "proxy-client-cert-file", "proxy-client-key-file",
	"encryption-provider-config", "etcd-cafile", "etcd-certfile", "etcd-keyfile", "kubelet-client-certificate", "kubelet-client-key",
	"service-account-key-file", "service-account-signing-key-file", "tls-cert-file", "tls-private-key-file", "authorization-config",
}

// apiServerSecretFiles are the flags whose files are in kube-apiserver's secrets folder.
var apiServerSecretFiles = map[string]string{
	"client-ca-file":                   "ca.crt",
	"encryption-provider-config":       "encryptionconfig.yaml",
	"etcd-cafile":                      "etcd-client-ca.crt",
	"etcd-certfile":                    "etcd-client.crt",
	"etcd-keyfile":                     "etcd-client.key",
	"kubelet-client-certificate":       "apiserver-kubelet-client.crt",
	"kubelet-client-key":               "apiserver-kubelet-client.key",
	"proxy-client-cert-file":           "front-proxy-client.crt",
	"proxy-client-key-file":            "front-proxy-client.key",
	"requestheader-client-ca-file":     "aggregator-ca.crt",
	"service-account-key-file":         "service-account.pub",
	"service-account-signing-key-file": "service-account.key",
	"tls-cert-file":                    "apiserver.crt",
	"tls-private-key-file":             "apiserver.key",
}

// APIServer writes kube-apiserver's secrets and configs to the disk and returns its command.
func APIServer(node *machineconfig.Node) (process.Command, error) {
	if err := writeAPIServerSecrets(node); err != nil {
		return process.Command{}, err
	}
	if err := writeAPIServerConfigs(node); err != nil {
		return process.Command{}, err
	}
	flags := apiServerFlags(node)
	server := node.Cluster().APIServer()
	if err := flags.Merge(server.ExtraArgs(), apiServerDenied...); err != nil {
		return process.Command{}, err
	}
	volumes := machineconfig.Volumes(server.ExtraVolumes())
	resolve := func(value string) string { return node.Root.Resolve(volumes(value)) }
	allowAnonymous(node, flags, resolve)
	return process.Command{Name: "kube-apiserver", Args: flags.Args(resolve), Env: process.Economy(350)}, nil
}

// allowAnonymous removes --anonymous-auth if the authentication file contains `anonymous`: kube-apiserver allows only one of the two.
func allowAnonymous(node *machineconfig.Node, flags process.Flags, resolve func(string) string) {
	file := flags["authentication-config"]
	if file == "" {
		return
	}
	content, err := node.Root.Read(strings.TrimPrefix(resolve(file), string(node.Root)))
	if err == nil && strings.Contains("\n"+string(content), "\nanonymous:") {
		delete(flags, "anonymous-auth")
		log.Printf("%s has `anonymous:`, so --anonymous-auth is left out; Talos 1.13 always sets it, and its kube-apiserver would refuse to start", file)
	}
}

func apiServerFlags(node *machineconfig.Node) process.Flags {
	cluster := node.Cluster()
	issuer := cluster.Endpoint().String()
	flags := process.Flags{
		"advertise-address":           node.Address.String(),
		"allow-privileged":            "true",
		"anonymous-auth":              "false",
		"api-audiences":               issuer,
		"authorization-mode":          "Node,RBAC",
		"bind-address":                node.Address.String(),
		"enable-admission-plugins":    "NodeRestriction",
		"enable-bootstrap-token-auth": "true",
		"etcd-servers":                "https://" + net.JoinHostPort(Localhost, "2379"),
		"profiling":                   "false",
		"secure-port":                 "6443",
		"service-account-issuer":      issuer,
		"service-cluster-ip-range":    strings.Join(cluster.Network().ServiceCIDRs(), ","),
		"tls-cipher-suites":           cipherSuites,
		"tls-min-version":             "VersionTLS12",
		"v":                           "1",

		"requestheader-allowed-names":        "front-proxy-client",
		"requestheader-extra-headers-prefix": "X-Remote-Extra-",
		"requestheader-group-headers":        "X-Remote-Group",
		"requestheader-username-headers":     "X-Remote-User",
		"kubelet-preferred-address-types":    "InternalIP,ExternalIP,Hostname",

		"admission-control-config-file": apiServerConfig + "admission-control-config.yaml",
		"audit-policy-file":             apiServerConfig + "auditpolicy.yaml",
		"audit-log-path":                auditLog,
		"audit-log-maxage":              "30",
		"audit-log-maxbackup":           "10",
		"audit-log-maxsize":             "100",
	}
	for flag, file := range apiServerSecretFiles {
		flags[flag] = apiServerSecrets + file
	}
	return flags
}

// ServingNames returns the names of kube-apiserver's certificate, as on Talos.
func ServingNames(node *machineconfig.Node) (pki.Names, error) {
	cluster := node.Cluster()
	names := pki.Names{}
	names.Add(cluster.Endpoint().Hostname(), node.Hostname, node.Address.String(), Localhost, "localhost")
	names.Add(cluster.CertSANs()...)
	names.Add("kubernetes", "kubernetes.default", "kubernetes.default.svc", "kubernetes.default.svc."+cluster.Network().DNSDomain())
	services, err := cluster.Network().APIServerIPs()
	for _, address := range services {
		names.Add(address.String())
	}
	return names, err
}

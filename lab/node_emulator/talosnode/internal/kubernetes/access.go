package kubernetes

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"time"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/tools/clientcmd"

	"slipway/lab/talosnode/internal/machineconfig"
	"slipway/lab/talosnode/internal/pki"
)

const (
	// Localhost is the address of the machine's etcd and controllers; "localhost" may resolve to ::1.
	Localhost = "127.0.0.1"
	// AdminKubeconfig is the machine's administrator access, on control planes only.
	AdminKubeconfig = "/system/secrets/kubernetes/admin.kubeconfig"

	mastersGroup = "system:masters"
	apiPort      = "6443"
)

// LocalURL is the URL of this machine's kube-apiserver.
func LocalURL(node *machineconfig.Node) string {
	return "https://" + net.JoinHostPort(node.Address.String(), apiPort)
}

// writeLocalKubeconfig writes a component's kubeconfig for this machine's kube-apiserver.
func writeLocalKubeconfig(node *machineconfig.Node, path, user string, groups ...string) error {
	cluster := node.Cluster()
	content, err := pki.ClientKubeconfig(cluster.Name(), LocalURL(node), cluster.IssuingCA(), user, groups...)
	if err != nil {
		return err
	}
	return node.Root.Write(path, content, 0o600)
}

// WriteAdminKubeconfig writes the machine's administrator kubeconfig for its kube-apiserver.
func WriteAdminKubeconfig(node *machineconfig.Node) error {
	return writeLocalKubeconfig(node, AdminKubeconfig, "talos", mastersGroup)
}

// AdminClient returns a client with an administrator certificate issued by the cluster's CA, whose key control planes have.
func AdminClient(node *machineconfig.Node, server string) (*kubernetes.Clientset, error) {
	cluster := node.Cluster()
	content, err := pki.ClientKubeconfig(cluster.Name(), server, cluster.IssuingCA(), "talos", mastersGroup)
	if err != nil {
		return nil, err
	}
	return Client(content)
}

// Client returns a client for the content of a kubeconfig.
func Client(kubeconfig []byte) (*kubernetes.Clientset, error) {
	return clientAs(kubeconfig, "")
}

// clientAs returns a client that impersonates a user and has that user's permissions only.
func clientAs(kubeconfig []byte, user string) (*kubernetes.Clientset, error) {
	config, err := clientcmd.RESTConfigFromKubeConfig(kubeconfig)
	if err != nil {
		return nil, err
	}
	config.Impersonate.UserName = user
	config.Timeout = 10 * time.Second
	return kubernetes.NewForConfig(config)
}

// ControlPlanes lists the addresses of the kube-apiservers with a lease: the endpoints of the Service `kubernetes`.
func ControlPlanes(ctx context.Context, client kubernetes.Interface) ([]netip.Addr, error) {
	slice, err := client.DiscoveryV1().EndpointSlices(metav1.NamespaceDefault).Get(ctx, "kubernetes", metav1.GetOptions{})
	if err != nil {
		return nil, fmt.Errorf("list the cluster's control planes: %w", err)
	}
	var addresses []netip.Addr
	for _, endpoint := range slice.Endpoints {
		for _, text := range endpoint.Addresses {
			if address, err := netip.ParseAddr(text); err == nil {
				addresses = append(addresses, address)
			}
		}
	}
	return addresses, nil
}

// ControlPlanesAsAdmin lists them through the cluster's endpoint with an administrator certificate.
func ControlPlanesAsAdmin(ctx context.Context, node *machineconfig.Node) ([]netip.Addr, error) {
	admin, err := AdminClient(node, node.Cluster().Endpoint().String())
	if err != nil {
		return nil, err
	}
	return ControlPlanes(ctx, admin)
}

// Ready requests /readyz of this machine's kube-apiserver with an administrator certificate.
func Ready(ctx context.Context, node *machineconfig.Node) error {
	pair, err := pki.Client(node.Cluster().IssuingCA(), "talos", mastersGroup)
	if err != nil {
		return err
	}
	certificate, err := tls.X509KeyPair(pair.Crt, pair.Key)
	if err != nil {
		return err
	}
	roots := x509.NewCertPool()
	roots.AppendCertsFromPEM(node.Cluster().IssuingCA().Crt)
	transport := &http.Transport{TLSClientConfig: &tls.Config{RootCAs: roots, Certificates: []tls.Certificate{certificate}}, DisableKeepAlives: true}
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, LocalURL(node)+"/readyz", nil)
	if err != nil {
		return err
	}
	response, err := (&http.Client{Transport: transport, Timeout: 5 * time.Second}).Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		body, _ := io.ReadAll(io.LimitReader(response.Body, 300))
		return fmt.Errorf("kube-apiserver's /readyz: %s: %s", response.Status, body)
	}
	return nil
}

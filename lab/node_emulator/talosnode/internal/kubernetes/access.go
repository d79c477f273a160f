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

	"slipway/lab/nodes/internal/machineconfig"
	"slipway/lab/nodes/internal/pki"
)

const (
	// Localhost is where the machine's own etcd and controllers listen; "localhost" could mean ::1 first.
	Localhost = "127.0.0.1"
	// AdminKubeconfig is the machine's own administrator's access, on control planes only.
	AdminKubeconfig = "/system/secrets/kubernetes/admin.kubeconfig"

	mastersGroup = "system:masters"
	apiPort      = "6443"
)

// LocalURL is this machine's own kube-apiserver.
func LocalURL(node *machineconfig.Node) string {
	return "https://" + net.JoinHostPort(node.Address.String(), apiPort)
}

// writeLocalKubeconfig gives a component access to the machine's own kube-apiserver.
func writeLocalKubeconfig(node *machineconfig.Node, path, user string, groups ...string) error {
	cluster := node.Cluster()
	content, err := pki.ClientKubeconfig(cluster.Name(), LocalURL(node), cluster.IssuingCA(), user, groups...)
	if err != nil {
		return err
	}
	return node.Root.Write(path, content, 0o600)
}

// WriteAdminKubeconfig gives the machine itself administrator's access to its own kube-apiserver.
func WriteAdminKubeconfig(node *machineconfig.Node) error {
	return writeLocalKubeconfig(node, AdminKubeconfig, "talos", mastersGroup)
}

// AdminClient is an administrator's client made from the cluster's authority, which control planes hold.
func AdminClient(node *machineconfig.Node, server string) (*kubernetes.Clientset, error) {
	cluster := node.Cluster()
	content, err := pki.ClientKubeconfig(cluster.Name(), server, cluster.IssuingCA(), "talos", mastersGroup)
	if err != nil {
		return nil, err
	}
	return Client(content)
}

// Client makes a client of a kubeconfig's content.
func Client(kubeconfig []byte) (*kubernetes.Clientset, error) {
	return clientAs(kubeconfig, "")
}

// clientAs acts as another user, with that user's rights alone.
func clientAs(kubeconfig []byte, user string) (*kubernetes.Clientset, error) {
	config, err := clientcmd.RESTConfigFromKubeConfig(kubeconfig)
	if err != nil {
		return nil, err
	}
	config.Impersonate.UserName = user
	config.Timeout = 10 * time.Second
	return kubernetes.NewForConfig(config)
}

// ControlPlanes lists the addresses whose kube-apiservers hold a lease, as the `kubernetes` Service shows them.
func ControlPlanes(ctx context.Context, client kubernetes.Interface) ([]netip.Addr, error) {
	slice, err := client.DiscoveryV1().EndpointSlices(metav1.NamespaceDefault).Get(ctx, "kubernetes", metav1.GetOptions{})
	if err != nil {
		return nil, fmt.Errorf("control planes from the cluster: %w", err)
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

// ControlPlanesAsAdmin lists them through the cluster's endpoint with an administrator's certificate.
func ControlPlanesAsAdmin(ctx context.Context, node *machineconfig.Node) ([]netip.Addr, error) {
	admin, err := AdminClient(node, node.Cluster().Endpoint().String())
	if err != nil {
		return nil, err
	}
	return ControlPlanes(ctx, admin)
}

// Ready asks this machine's kube-apiserver for /readyz with an administrator's certificate.
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

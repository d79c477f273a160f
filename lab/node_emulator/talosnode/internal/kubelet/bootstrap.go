// Package kubelet emulates the kubelet's work for its Node: TLS bootstrap, registration, labels.
// kwok runs with the same credential for this one Node, keeps it Ready and simulates its pods.
package kubelet

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	stdx509 "crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"fmt"
	"sync"
	"time"

	certificates "k8s.io/api/certificates/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/util/wait"
	client "k8s.io/client-go/kubernetes"
	"k8s.io/client-go/tools/clientcmd"
	"k8s.io/client-go/tools/clientcmd/api"

	"slipway/lab/talosnode/internal/kubernetes"
	"slipway/lab/talosnode/internal/machineconfig"
	"slipway/lab/talosnode/internal/pki"
)

// Kubeconfig is the kubelet's kubeconfig, as on Talos; it contains the certificate of system:node:NAME.
const Kubeconfig = "/etc/kubernetes/kubeconfig-kubelet"

// signatureTimeout limits the wait for the cluster's signer.
const signatureTimeout = time.Minute

// bootstrapping prevents the machine's tasks from requesting more than one certificate.
var bootstrapping sync.Mutex

// Client returns the kubelet's client, after a TLS bootstrap if there is no valid certificate yet.
func Client(ctx context.Context, node *machineconfig.Node) (*client.Clientset, error) {
	bootstrapping.Lock()
	defer bootstrapping.Unlock()
	if !hasCertificate(node) {
		if err := bootstrap(ctx, node); err != nil {
			return nil, fmt.Errorf("kubelet's TLS bootstrap through %s: %w", node.Cluster().Endpoint(), err)
		}
	}
	content, err := node.Root.Read(Kubeconfig)
	if err != nil {
		return nil, err
	}
	return kubernetes.Client(content)
}

func hasCertificate(node *machineconfig.Node) bool {
	content, err := node.Root.Read(Kubeconfig)
	if err != nil {
		return false
	}
	config, err := clientcmd.RESTConfigFromKubeConfig(content)
	if err != nil {
		return false
	}
	pair, err := tls.X509KeyPair(config.CertData, config.KeyData)
	return err == nil && pair.Leaf.Subject.CommonName == userName(node) && time.Now().Before(pair.Leaf.NotAfter)
}

func userName(node *machineconfig.Node) string {
	return "system:node:" + node.Hostname
}

// bootstrap requests a certificate from the cluster with the machine config's bootstrap token.
func bootstrap(ctx context.Context, node *machineconfig.Node) error {
	token := node.Cluster().Token()
	bootstrapper, err := kubeconfig(node, &api.AuthInfo{Token: token.ID() + "." + token.Secret()})
	if err != nil {
		return err
	}
	bootstrapClient, err := kubernetes.Client(bootstrapper)
	if err != nil {
		return err
	}
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return err
	}
	certificate, err := requestCertificate(ctx, bootstrapClient, certificates.KubeAPIServerClientKubeletSignerName,
		&stdx509.CertificateRequest{Subject: subject(node)}, key)
	if err != nil {
		return err
	}
	keyPEM, err := encoded(key)
	if err != nil {
		return err
	}
	content, err := kubeconfig(node, &api.AuthInfo{ClientCertificateData: certificate, ClientKeyData: keyPEM})
	if err != nil {
		return err
	}
	return node.Root.Write(Kubeconfig, content, 0o600)
}

func kubeconfig(node *machineconfig.Node, user *api.AuthInfo) ([]byte, error) {
	cluster := node.Cluster()
	return pki.Kubeconfig(cluster.Name(), cluster.Endpoint().String(), cluster.IssuingCA().Crt, "kubelet", user)
}

func subject(node *machineconfig.Node) pkix.Name {
	return pkix.Name{CommonName: userName(node), Organization: []string{"system:nodes"}}
}

func encoded(key *ecdsa.PrivateKey) ([]byte, error) {
	der, err := stdx509.MarshalECPrivateKey(key)
	return pem.EncodeToMemory(&pem.Block{Type: "EC PRIVATE KEY", Bytes: der}), err
}

// usages that the signers require.
var usages = map[string]certificates.KeyUsage{
	certificates.KubeAPIServerClientKubeletSignerName: certificates.UsageClientAuth,
	certificates.KubeletServingSignerName:             certificates.UsageServerAuth,
}

func requestCertificate(ctx context.Context, access client.Interface, signer string, wanted *stdx509.CertificateRequest, key *ecdsa.PrivateKey) ([]byte, error) {
	der, err := stdx509.CreateCertificateRequest(rand.Reader, wanted, key)
	if err != nil {
		return nil, err
	}
	requests := access.CertificatesV1().CertificateSigningRequests()
	request, err := requests.Create(ctx, &certificates.CertificateSigningRequest{
		ObjectMeta: metav1.ObjectMeta{GenerateName: "csr-"},
		Spec: certificates.CertificateSigningRequestSpec{
			Request:    pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE REQUEST", Bytes: der}),
			SignerName: signer,
			Usages:     []certificates.KeyUsage{certificates.UsageDigitalSignature, usages[signer]},
		},
	}, metav1.CreateOptions{})
	if err != nil {
		return nil, err
	}
	err = wait.PollUntilContextTimeout(ctx, time.Second/2, signatureTimeout, true, func(ctx context.Context) (bool, error) {
		fresh, err := requests.Get(ctx, request.Name, metav1.GetOptions{})
		if err == nil {
			request = fresh
		}
		return len(request.Status.Certificate) > 0, nil
	})
	if err != nil {
		return nil, fmt.Errorf("certificate request %s was not signed within %s: %w", request.Name, signatureTimeout, err)
	}
	return request.Status.Certificate, nil
}

package kubelet

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	stdx509 "crypto/x509"
	"fmt"
	"time"

	certificates "k8s.io/api/certificates/v1"
	client "k8s.io/client-go/kubernetes"

	"slipway/lab/nodes/internal/machineconfig"
	"slipway/lab/nodes/internal/pki"
)

const servingPair = "/var/lib/kubelet/pki/kubelet"

// EnsureServingCertificate gives the kubelet what it serves with: of its own hand, or signed by the cluster where the
// config asks for rotation. A real kubelet starts before it is signed.
func EnsureServingCertificate(ctx context.Context, node *machineconfig.Node, kubelet client.Interface) error {
	names := pki.Names{}
	names.Add(node.Hostname, node.Address.String())
	if node.Machine().Kubelet().ExtraArgs()["rotate-server-certificates"] != "true" {
		pair, err := pki.SelfSigned(node.Hostname, names)
		if err != nil {
			return err
		}
		return pki.Write(node.Root, servingPair, pair)
	}
	if isServing(node) {
		return nil
	}
	pair, err := signed(ctx, node, kubelet, names)
	if err != nil {
		return fmt.Errorf("kubelet's serving certificate: %w", err)
	}
	return pki.Write(node.Root, servingPair, pair)
}

func signed(ctx context.Context, node *machineconfig.Node, kubelet client.Interface, names pki.Names) (*pki.Pair, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, err
	}
	wanted := &stdx509.CertificateRequest{Subject: subject(node), DNSNames: names.DNS, IPAddresses: names.IPs}
	certificate, err := requestCertificate(ctx, kubelet, certificates.KubeletServingSignerName, wanted, key)
	if err != nil {
		return nil, err
	}
	keyPEM, err := encoded(key)
	return &pki.Pair{Crt: certificate, Key: keyPEM}, err
}

// isServing tells whether there is a certificate for this name that the cluster's authority signed and that is valid.
func isServing(node *machineconfig.Node) bool {
	certificate, err := node.Root.Read(servingPair + ".crt")
	if err != nil {
		return false
	}
	key, err := node.Root.Read(servingPair + ".key")
	if err != nil {
		return false
	}
	pair, err := tls.X509KeyPair(certificate, key)
	if err != nil {
		return false
	}
	roots := stdx509.NewCertPool()
	roots.AppendCertsFromPEM(node.Cluster().IssuingCA().Crt)
	_, err = pair.Leaf.Verify(stdx509.VerifyOptions{DNSName: node.Hostname, Roots: roots, CurrentTime: time.Now()})
	return err == nil
}

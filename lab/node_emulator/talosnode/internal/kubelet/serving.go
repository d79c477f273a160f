package kubelet

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	stdx509 "crypto/x509"
	"fmt"
	"slices"
	"time"

	certificates "k8s.io/api/certificates/v1"
	client "k8s.io/client-go/kubernetes"

	"slipway/lab/talosnode/internal/machineconfig"
	"slipway/lab/talosnode/internal/pki"
)

const servingPair = "/var/lib/kubelet/pki/kubelet"

// EnsureServingCertificate writes the kubelet's serving certificate: self-signed, or signed by the cluster if the
// config enables rotation. A real kubelet starts before the certificate is signed.
func EnsureServingCertificate(ctx context.Context, node *machineconfig.Node, kubelet client.Interface) error {
	names := pki.Names{}
	names.Add(node.Hostname, node.Address.String())
	if !slices.Equal(node.Machine().Kubelet().ExtraArgs()["rotate-server-certificates"], []string{"true"}) {
		pair, err := pki.SelfSigned(node.Hostname, names)
		if err != nil {
			return err
		}
		return pki.Write(node.Root, servingPair, pair)
	}
	if hasSignedCertificate(node) {
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

// hasSignedCertificate reports whether a valid certificate for this name exists that the cluster's CA signed.
func hasSignedCertificate(node *machineconfig.Node) bool {
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

// Package pki issues the machine's certificates from the CAs in its machine config.
package pki

import (
	stdx509 "crypto/x509"
	"fmt"
	"net"
	"net/netip"
	"slices"
	"time"

	"github.com/siderolabs/crypto/x509"

	"slipway/lab/talosnode/internal/disk"
)

// Pair is a certificate and its key, both PEM.
type Pair = x509.PEMEncodedCertificateAndKey

// validity is that of Talos' Kubernetes certificates; every start of a process issues a new one.
const validity = 365 * 24 * time.Hour

// Names are the subject alternative names of a serving certificate.
type Names struct {
	DNS []string
	IPs []net.IP
}

// Add adds each name to the addresses or the DNS names; empty and duplicate names are ignored.
func (n *Names) Add(names ...string) {
	for _, name := range names {
		address, err := netip.ParseAddr(name)
		switch {
		case name == "":
		case err != nil && !slices.Contains(n.DNS, name):
			n.DNS = append(n.DNS, name)
		case err == nil && !slices.ContainsFunc(n.IPs, net.IP(address.AsSlice()).Equal):
			n.IPs = append(n.IPs, address.AsSlice())
		}
	}
}

// Client issues a client certificate.
func Client(ca *Pair, commonName string, organizations ...string) (*Pair, error) {
	return issue(ca, commonName, organizations, Names{}, stdx509.ExtKeyUsageClientAuth)
}

// Server issues a serving certificate.
func Server(ca *Pair, commonName string, names Names) (*Pair, error) {
	return issue(ca, commonName, nil, names, stdx509.ExtKeyUsageServerAuth)
}

// Peer issues a certificate for client and server authentication, for etcd's members.
func Peer(ca *Pair, commonName string, names Names) (*Pair, error) {
	return issue(ca, commonName, nil, names, stdx509.ExtKeyUsageServerAuth, stdx509.ExtKeyUsageClientAuth)
}

// SelfSigned creates a serving certificate of a new, unknown CA, as a kubelet does by default.
func SelfSigned(commonName string, names Names) (*Pair, error) {
	ca, err := x509.NewSelfSignedCertificateAuthority(x509.ECDSA(true))
	if err != nil {
		return nil, err
	}
	return Server(x509.NewCertificateAndKeyFromCertificateAuthority(ca), commonName, names)
}

func issue(ca *Pair, commonName string, organizations []string, names Names, usages ...stdx509.ExtKeyUsage) (*Pair, error) {
	authority, err := x509.NewCertificateAuthorityFromCertificateAndKey(ca)
	if err != nil {
		return nil, fmt.Errorf("CA for %s: %w", commonName, err)
	}
	keyPair, err := x509.NewKeyPair(authority,
		x509.CommonName(commonName),
		x509.Organization(organizations...),
		x509.DNSNames(names.DNS),
		x509.IPAddresses(names.IPs),
		x509.NotAfter(time.Now().Add(validity)),
		x509.KeyUsage(stdx509.KeyUsageDigitalSignature|stdx509.KeyUsageKeyEncipherment),
		x509.ExtKeyUsage(usages),
	)
	if err != nil {
		return nil, fmt.Errorf("certificate %s: %w", commonName, err)
	}
	return x509.NewCertificateAndKeyFromKeyPair(keyPair), nil
}

// Write writes a pair to the disk as BASE.crt and BASE.key.
func Write(root disk.Root, base string, pair *Pair) error {
	if err := root.Write(base+".crt", pair.Crt, 0o644); err != nil {
		return err
	}
	return root.Write(base+".key", pair.Key, 0o600)
}

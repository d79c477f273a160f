// Package pki makes certificates for tests.
package pki

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// Authority is a certificate authority whose files are in a folder.
type Authority struct {
	t            *testing.T
	Folder       string
	Organization []string // of the certificates that are issued
	certificate  *x509.Certificate
	key          *ecdsa.PrivateKey
}

// New creates an authority with the file ca.crt.
func New(t *testing.T) *Authority {
	t.Helper()
	a := &Authority{t: t, Folder: t.TempDir()}
	template := template("authority")
	template.IsCA, template.BasicConstraintsValid = true, true
	template.KeyUsage = x509.KeyUsageCertSign | x509.KeyUsageDigitalSignature
	a.key = a.newKey()
	a.certificate = template
	a.certificate = a.sign("ca", template, a.key)
	return a
}

// Issue writes NAME.crt and NAME.key, for servers on loopback and for clients.
func (a *Authority) Issue(name string) (certificateFile, keyFile string) {
	a.t.Helper()
	template := template(name)
	template.Subject.Organization = a.Organization
	template.DNSNames = []string{name}
	template.IPAddresses = []net.IP{net.IPv4(127, 0, 0, 1)}
	template.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth, x509.ExtKeyUsageClientAuth}
	template.KeyUsage = x509.KeyUsageDigitalSignature
	key := a.newKey()
	a.sign(name, template, key)
	encoded, err := x509.MarshalPKCS8PrivateKey(key)
	a.write(name+".key", "PRIVATE KEY", encoded, err)
	return a.File(name + ".crt"), a.File(name + ".key")
}

// File returns the path of a file of the authority.
func (a *Authority) File(name string) string { return filepath.Join(a.Folder, name) }

func template(name string) *x509.Certificate {
	return &x509.Certificate{
		SerialNumber: big.NewInt(time.Now().UnixNano()), Subject: pkix.Name{CommonName: name},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(24 * time.Hour),
	}
}

func (a *Authority) newKey() *ecdsa.PrivateKey {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		a.t.Fatal(err)
	}
	return key
}

func (a *Authority) sign(name string, template *x509.Certificate, key *ecdsa.PrivateKey) *x509.Certificate {
	encoded, err := x509.CreateCertificate(rand.Reader, template, a.certificate, &key.PublicKey, a.key)
	a.write(name+".crt", "CERTIFICATE", encoded, err)
	result, err := x509.ParseCertificate(encoded)
	if err != nil {
		a.t.Fatal(err)
	}
	return result
}

func (a *Authority) write(name, kind string, encoded []byte, err error) {
	if err == nil {
		err = os.WriteFile(a.File(name), pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: encoded}), 0o600)
	}
	if err != nil {
		a.t.Fatal(err)
	}
}

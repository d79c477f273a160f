// Package trustd issues apid's certificate to workers, which have the machine token but not the CA's key.
package trustd

import (
	"context"
	"crypto/tls"
	stdx509 "crypto/x509"
	"crypto/x509/pkix"
	"errors"
	"fmt"
	"log"
	"net"
	"net/netip"
	"time"

	"github.com/siderolabs/crypto/x509"
	"github.com/siderolabs/talos/pkg/machinery/api/security"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"

	"slipway/lab/talosnode/internal/machineconfig"
	"slipway/lab/talosnode/internal/pki"
)

const (
	port     = "50001"
	tokenKey = "token"
	validity = 365 * 24 * time.Hour
)

type server struct {
	security.UnimplementedSecurityServiceServer
	node *machineconfig.Node
}

// Serve serves workers on a control plane.
func Serve(ctx context.Context, node *machineconfig.Node) error {
	names := pki.Names{}
	names.Add(node.Hostname, node.Address.String())
	pair, err := pki.Server(node.Machine().Security().IssuingCA(), node.Hostname, names)
	if err != nil {
		return err
	}
	certificate, err := tls.X509KeyPair(pair.Crt, pair.Key)
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", net.JoinHostPort(node.Address.String(), port))
	if err != nil {
		return err
	}
	service := grpc.NewServer(grpc.Creds(credentials.NewTLS(&tls.Config{Certificates: []tls.Certificate{certificate}, MinVersion: tls.VersionTLS13})))
	security.RegisterSecurityServiceServer(service, &server{node: node})
	context.AfterFunc(ctx, service.Stop)
	return service.Serve(listener)
}

// Certificate signs a worker's request for a serving certificate, never for a client certificate.
func (s *server) Certificate(ctx context.Context, request *security.CertificateRequest) (*security.CertificateResponse, error) {
	values, _ := metadata.FromIncomingContext(ctx)
	if token := values.Get(tokenKey); len(token) != 1 || token[0] != s.node.Machine().Security().Token() {
		return nil, status.Error(codes.Unauthenticated, "invalid machine token")
	}
	ca := s.node.Machine().Security().IssuingCA()
	signed, err := x509.NewCertificateFromCSRBytes(ca.Crt, ca.Key, request.GetCsr(),
		x509.KeyUsage(stdx509.KeyUsageDigitalSignature),
		x509.ExtKeyUsage([]stdx509.ExtKeyUsage{stdx509.ExtKeyUsageServerAuth}),
		x509.OverrideSubject(func(subject *pkix.Name) { subject.Organization = nil }),
		x509.NotAfter(time.Now().Add(validity)),
	)
	if err != nil {
		return nil, status.Errorf(codes.InvalidArgument, "sign the certificate request: %s", err)
	}
	log.Printf("trustd: signed a serving certificate for %s", signed.X509Certificate.Subject.CommonName)
	return &security.CertificateResponse{Ca: ca.Crt, Crt: signed.X509CertificatePEM}, nil
}

// Request returns a serving certificate from the first control plane that signs it.
func Request(ctx context.Context, node *machineconfig.Node, controlPlanes []netip.Addr, names pki.Names) (*pki.Pair, error) {
	request, identity, err := x509.NewEd25519CSRAndIdentity(x509.CommonName(node.Hostname), x509.DNSNames(names.DNS), x509.IPAddresses(names.IPs))
	if err != nil {
		return nil, err
	}
	failures := []error{fmt.Errorf("trustd: no control plane of %v signed apid's certificate", controlPlanes)}
	for _, address := range controlPlanes {
		signed, err := requestFrom(ctx, node, address, request.X509CertificateRequestPEM)
		if err == nil {
			return &pki.Pair{Crt: signed, Key: identity.Key}, nil
		}
		failures = append(failures, fmt.Errorf("%s: %w", address, err))
	}
	return nil, errors.Join(failures...)
}

func requestFrom(ctx context.Context, node *machineconfig.Node, address netip.Addr, request []byte) ([]byte, error) {
	roots := stdx509.NewCertPool()
	for _, ca := range node.Machine().Security().AcceptedCAs() {
		roots.AppendCertsFromPEM(ca.Crt)
	}
	roots.AppendCertsFromPEM(node.Machine().Security().IssuingCA().Crt)
	connection, err := grpc.NewClient(net.JoinHostPort(address.String(), port), grpc.WithTransportCredentials(credentials.NewTLS(&tls.Config{RootCAs: roots})))
	if err != nil {
		return nil, err
	}
	defer connection.Close()
	ctx, cancel := context.WithTimeout(metadata.AppendToOutgoingContext(ctx, tokenKey, node.Machine().Security().Token()), 10*time.Second)
	defer cancel()
	response, err := security.NewSecurityServiceClient(connection).Certificate(ctx, &security.CertificateRequest{Csr: request})
	return response.GetCrt(), err
}

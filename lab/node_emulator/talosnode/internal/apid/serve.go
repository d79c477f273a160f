// Package apid serves the machine API as Talos' apid and machined do: mutual TLS, roles, and forwarding to other nodes.
package apid

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"log"
	"net"
	"sync"
	"sync/atomic"
	"time"

	"github.com/siderolabs/talos/pkg/machinery/api/machine"
	"github.com/siderolabs/talos/pkg/machinery/role"
	"google.golang.org/grpc"
	"google.golang.org/grpc/backoff"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/status"
	"google.golang.org/grpc/test/bufconn"

	"slipway/lab/talosnode/internal/machineconfig"
	"slipway/lab/talosnode/internal/pki"
)

const (
	port = "50000"
	// maxMessage is Talos' limit for one message.
	maxMessage = 32 << 20
	// maxRedial limits the delay of reconnecting to a node that was down, as in Talos.
	maxRedial = 15 * time.Second
)

// Names returns the names of apid's certificate.
func Names(node *machineconfig.Node) pki.Names {
	names := pki.Names{}
	names.Add(node.Hostname, node.Address.String())
	names.Add(node.Machine().Security().CertSANs()...)
	return names
}

// Server serves the machine API. Its certificate and the CAs that it accepts follow the machine config without a break.
type Server struct {
	service machine.MachineServiceServer
	tls     atomic.Pointer[tls.Config]
	first   chan *machineconfig.Node
}

// New returns a server that waits for its first certificate.
func New(service machine.MachineServiceServer) *Server {
	return &Server{service: service, first: make(chan *machineconfig.Node, 1)}
}

// Use sets the machine and its serving certificate for new connections.
func (s *Server) Use(node *machineconfig.Node, serving *pki.Pair) error {
	certificate, err := tls.X509KeyPair(serving.Crt, serving.Key)
	if err != nil {
		return err
	}
	before := s.tls.Swap(&tls.Config{
		Certificates: []tls.Certificate{certificate},
		ClientCAs:    authorities(node),
		ClientAuth:   tls.RequireAndVerifyClientCert,
		MinVersion:   tls.VersionTLS13,
		NextProtos:   []string{"h2"},
	})
	if before == nil {
		s.first <- node
	}
	return nil
}

// Serve serves until the context ends, once there is a certificate.
func (s *Server) Serve(ctx context.Context) error {
	var node *machineconfig.Node
	select {
	case <-ctx.Done():
		return ctx.Err()
	case node = <-s.first:
	}
	forward := &proxy{local: serveLocally(ctx, s.service)}
	if node.ControlPlane() {
		dial, err := dialer(node)
		if err != nil {
			return err
		}
		forward.remote = dial
	}
	listener, err := net.Listen("tcp", net.JoinHostPort(node.Address.String(), port))
	if err != nil {
		return err
	}
	server := grpc.NewServer(
		grpc.Creds(credentials.NewTLS(&tls.Config{
			GetConfigForClient: func(*tls.ClientHelloInfo) (*tls.Config, error) { return s.tls.Load(), nil },
			MinVersion:         tls.VersionTLS13,
		})),
		grpc.ForceServerCodecV2(rawCodec{}),
		grpc.UnknownServiceHandler(forward.handle),
		grpc.MaxRecvMsgSize(maxMessage),
	)
	context.AfterFunc(ctx, server.Stop)
	log.Printf("apid: %s serves the machine API on %s", node.Hostname, node.Address)
	return server.Serve(listener)
}

// serveLocally serves the machine's service inside this process only.
func serveLocally(ctx context.Context, service machine.MachineServiceServer) *grpc.ClientConn {
	listener := bufconn.Listen(1 << 20)
	server := grpc.NewServer(grpc.UnaryInterceptor(authorizeUnary), grpc.StreamInterceptor(authorizeStream), grpc.MaxRecvMsgSize(maxMessage))
	machine.RegisterMachineServiceServer(server, service)
	context.AfterFunc(ctx, server.Stop)
	go server.Serve(listener)
	connection, err := grpc.NewClient("passthrough:machined",
		grpc.WithContextDialer(func(ctx context.Context, _ string) (net.Conn, error) { return listener.DialContext(ctx) }),
		grpc.WithTransportCredentials(insecure.NewCredentials()),
		grpc.WithDefaultCallOptions(grpc.MaxCallRecvMsgSize(maxMessage)),
	)
	if err != nil {
		panic(err) // the target is a constant
	}
	return connection
}

// dialer returns a function that connects to other nodes' apid, with a certificate of the impersonator role, which only control
// planes can issue.
func dialer(node *machineconfig.Node) (func(string) (*grpc.ClientConn, error), error) {
	pair, err := pki.Client(node.Machine().Security().IssuingCA(), node.Hostname, string(role.Impersonator))
	if err != nil {
		return nil, err
	}
	certificate, err := tls.X509KeyPair(pair.Crt, pair.Key)
	if err != nil {
		return nil, err
	}
	transport := credentials.NewTLS(&tls.Config{RootCAs: authorities(node), Certificates: []tls.Certificate{certificate}, MinVersion: tls.VersionTLS13})
	redial := backoff.DefaultConfig
	redial.MaxDelay = maxRedial
	var known sync.Map
	return func(target string) (*grpc.ClientConn, error) {
		if connection, found := known.Load(target); found {
			return connection.(*grpc.ClientConn), nil
		}
		connection, err := grpc.NewClient("passthrough:"+net.JoinHostPort(target, port),
			grpc.WithTransportCredentials(transport),
			grpc.WithConnectParams(grpc.ConnectParams{Backoff: redial, MinConnectTimeout: 20 * time.Second}),
			grpc.WithDefaultCallOptions(grpc.MaxCallRecvMsgSize(maxMessage)),
		)
		if err != nil {
			return nil, status.Errorf(codes.Internal, "node %s: %s", target, err)
		}
		kept, _ := known.LoadOrStore(target, connection)
		return kept.(*grpc.ClientConn), nil
	}, nil
}

func authorities(node *machineconfig.Node) *x509.CertPool {
	pool := x509.NewCertPool()
	pool.AppendCertsFromPEM(node.Machine().Security().IssuingCA().Crt)
	for _, ca := range node.Machine().Security().AcceptedCAs() {
		pool.AppendCertsFromPEM(ca.Crt)
	}
	return pool
}

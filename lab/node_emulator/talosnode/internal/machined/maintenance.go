package machined

import (
	"context"
	"crypto/tls"
	"net"
	"net/netip"
	"time"

	"github.com/siderolabs/talos/pkg/machinery/api/machine"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials"
	"google.golang.org/protobuf/types/known/emptypb"

	"slipway/lab/talosnode/internal/disk"
	"slipway/lab/talosnode/internal/pki"
)

// maintenance is the API of a machine without a valid config: any client may apply one, and no other call works.
type maintenance struct {
	machine.UnimplementedMachineServiceServer
	root disk.Root
}

// ServeMaintenance serves maintenance mode until a config is applied.
func ServeMaintenance(ctx context.Context, root disk.Root, address netip.Addr) error {
	names := pki.Names{}
	names.Add(address.String())
	pair, err := pki.SelfSigned("maintenance-service.talos.dev", names)
	if err != nil {
		return err
	}
	certificate, err := tls.X509KeyPair(pair.Crt, pair.Key)
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", net.JoinHostPort(address.String(), "50000"))
	if err != nil {
		return err
	}
	server := grpc.NewServer(grpc.Creds(credentials.NewTLS(&tls.Config{Certificates: []tls.Certificate{certificate}, MinVersion: tls.VersionTLS13})))
	machine.RegisterMachineServiceServer(server, &maintenance{root: root})
	context.AfterFunc(ctx, server.Stop)
	return server.Serve(listener)
}

func (m *maintenance) Version(ctx context.Context, empty *emptypb.Empty) (*machine.VersionResponse, error) {
	return (&service{}).Version(ctx, empty)
}

func (m *maintenance) ApplyConfiguration(_ context.Context, request *machine.ApplyConfigurationRequest) (*machine.ApplyConfigurationResponse, error) {
	answer, err := apply(m.root, request)
	if err == nil && !request.GetDryRun() {
		time.AfterFunc(answerTime, Reexec)
	}
	return answer, err
}

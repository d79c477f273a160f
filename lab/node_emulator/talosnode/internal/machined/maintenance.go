package machined

import (
	"context"
	"crypto/tls"
	"net"
	"net/netip"
	"strings"
	"time"

	"github.com/siderolabs/talos/pkg/machinery/api/machine"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/types/known/emptypb"

	"slipway/lab/talosnode/internal/disk"
	"slipway/lab/talosnode/internal/machineconfig"
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

// ApplyConfiguration persists a valid config; the machine goes on with its start.
func (m *maintenance) ApplyConfiguration(ctx context.Context, request *machine.ApplyConfigurationRequest) (*machine.ApplyConfigurationResponse, error) {
	switch mode := request.GetMode(); mode {
	case modeTry, modeReboot, modeAuto:
	default:
		return nil, status.Errorf(codes.Unimplemented, "apply configuration --mode='%s' is not supported in maintenance mode",
			strings.ReplaceAll(strings.ToLower(mode.String()), "_", "-"))
	}
	_, warnings, err := validate(ctx, request.GetData())
	if err != nil {
		return nil, status.Errorf(codes.InvalidArgument, "configuration validation failed: %s", err)
	}
	answer := &machine.ApplyConfiguration{Warnings: warnings}
	if request.GetDryRun() {
		answer.ModeDetails = "Dry run summary:\nNode is running in maintenance mode and does not have a config yet."
		return applied(answer), nil
	}
	if err := machineconfig.Persist(m.root, request.GetData()); err != nil {
		return nil, err
	}
	time.AfterFunc(answerTime, Reexec)
	return applied(answer), nil
}

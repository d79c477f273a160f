package machined

import (
	"context"
	"slices"

	"github.com/siderolabs/talos/pkg/machinery/api/common"
	"github.com/siderolabs/talos/pkg/machinery/api/machine"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/types/known/emptypb"
	"k8s.io/apimachinery/pkg/util/uuid"

	"slipway/lab/talosnode/internal/disk"
	"slipway/lab/talosnode/internal/machineconfig"
)

// Restart is the part of the machine that restarts.
type Restart int

const (
	// Services restarts all but etcd, so that etcd keeps its quorum when a config is applied to all machines at once.
	Services Restart = iota
	// Everything is a reboot: all processes stop and start, the disk stays.
	Everything
)

// programOf maps Talos' services to processes of the lab; the other services always run.
var programOf = map[string]string{"etcd": "etcd", "kubelet": "kwok"}

// ServiceList returns the services of Talos and the state of the real processes behind them.
func (s *service) ServiceList(ctx context.Context, _ *emptypb.Empty) (*machine.ServiceListResponse, error) {
	names := []string{"apid", "auditd", "containerd", "cri", "kubelet", "machined", "syslogd", "udevd"}
	if s.node.ControlPlane() {
		names = append(names, "etcd", "trustd")
	}
	slices.Sort(names)
	list := &machine.ServiceList{}
	for _, name := range names {
		list.Services = append(list.Services, s.serviceInfo(ctx, name))
	}
	return &machine.ServiceListResponse{Messages: []*machine.ServiceList{list}}, nil
}

func (s *service) serviceInfo(ctx context.Context, name string) *machine.ServiceInfo {
	running := true
	if program := programOf[name]; program != "" {
		state, err := s.group.State(ctx, program)
		running = err == nil && state == "RUNNING"
	}
	info := &machine.ServiceInfo{Id: name, State: "Running", Events: &machine.ServiceEvents{}, Health: &machine.ServiceHealth{Healthy: running, Unknown: !running}}
	if !running {
		info.State = "Preparing"
	}
	return info
}

// Reboot stops all processes and starts the machine with the same disk.
func (s *service) Reboot(context.Context, *machine.RebootRequest) (*machine.RebootResponse, error) {
	s.restart(Everything)
	return &machine.RebootResponse{Messages: []*machine.Reboot{{ActorId: string(uuid.NewUUID())}}}, nil
}

// ApplyConfiguration validates and stores a machine config, and restarts the processes that use it.
func (s *service) ApplyConfiguration(_ context.Context, request *machine.ApplyConfigurationRequest) (*machine.ApplyConfigurationResponse, error) {
	answer, err := apply(s.node.Root, request)
	if err != nil || request.GetDryRun() {
		return answer, err
	}
	switch request.GetMode() {
	case machine.ApplyConfigurationRequest_STAGED:
	case machine.ApplyConfigurationRequest_REBOOT:
		s.restart(Everything)
	default:
		s.restart(Services)
	}
	return answer, nil
}

// apply validates and stores a machine config; the caller restarts the machine.
func apply(root disk.Root, request *machine.ApplyConfigurationRequest) (*machine.ApplyConfigurationResponse, error) {
	_, warnings, err := machineconfig.Parse(request.GetData())
	if err != nil {
		return nil, status.Error(codes.InvalidArgument, err.Error())
	}
	details := "Dry run: the configuration is valid"
	if !request.GetDryRun() {
		details = "Applied configuration; the machine's processes restart"
		if err := machineconfig.Save(root, request.GetData()); err != nil {
			return nil, err
		}
	}
	return &machine.ApplyConfigurationResponse{Messages: []*machine.ApplyConfiguration{{Warnings: warnings, Mode: request.GetMode(), ModeDetails: details}}}, nil
}

// Events sends no events: the stream stays open until the caller closes it.
func (s *service) Events(_ *machine.EventsRequest, stream grpc.ServerStreamingServer[machine.Event]) error {
	<-stream.Context().Done()
	return nil
}

// Dmesg sends nothing: the emulated machine has no kernel.
func (s *service) Dmesg(*machine.DmesgRequest, grpc.ServerStreamingServer[common.Data]) error {
	return nil
}

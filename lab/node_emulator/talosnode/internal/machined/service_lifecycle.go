package machined

import (
	"context"
	"slices"

	"github.com/siderolabs/talos/pkg/machinery/api/common"
	"github.com/siderolabs/talos/pkg/machinery/api/machine"
	"google.golang.org/grpc"
	"google.golang.org/protobuf/types/known/emptypb"
	"k8s.io/apimachinery/pkg/util/uuid"

	"slipway/lab/talosnode/internal/kubelet"
)

// programOf maps Talos' services to processes of the lab; the other services always run.
var programOf = map[string]string{"etcd": "etcd", "kubelet": kubelet.Program}

// ServiceList returns the services of Talos and the state of the real processes behind them.
func (s *service) ServiceList(ctx context.Context, _ *emptypb.Empty) (*machine.ServiceListResponse, error) {
	names := []string{"apid", "auditd", "containerd", "cri", "kubelet", "machined", "syslogd", "udevd"}
	if s.node().ControlPlane() {
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
	s.configs.reboot()
	return &machine.RebootResponse{Messages: []*machine.Reboot{{ActorId: string(uuid.NewUUID())}}}, nil
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

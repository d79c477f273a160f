package machined

import (
	"strings"
	"testing"

	"github.com/siderolabs/talos/pkg/machinery/api/machine"
	kind "github.com/siderolabs/talos/pkg/machinery/config/machine"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/types/known/emptypb"

	"slipway/lab/talosnode/internal/etcd"
	"slipway/lab/talosnode/internal/machineconfig"
	"slipway/lab/talosnode/internal/machineconfig/machineconfigtest"
)

func TestAWorkerRefusesTheCallsOfEtcd(t *testing.T) {
	worker := &service{configs: newConfigs(machineconfigtest.Node(t, kind.TypeWorker))}
	_, list := worker.EtcdMemberList(t.Context(), &machine.EtcdMemberListRequest{})
	_, state := worker.EtcdStatus(t.Context(), &emptypb.Empty{})
	_, leave := worker.EtcdLeaveCluster(t.Context(), &machine.EtcdLeaveClusterRequest{})
	_, forfeit := worker.EtcdForfeitLeadership(t.Context(), &machine.EtcdForfeitLeadershipRequest{})
	_, remove := worker.EtcdRemoveMemberByID(t.Context(), &machine.EtcdRemoveMemberByIDRequest{})
	for call, err := range map[string]error{
		"member list": list, "etcd status": state, "etcd leave": leave, "etcd forfeit leadership": forfeit, "etcd remove member": remove,
	} {
		if status.Code(err) != codes.Unimplemented || !strings.HasSuffix(err.Error(), call+" is only available on control plane nodes") {
			t.Errorf("%s: %v", call, err)
		}
	}
}

func TestAMachineWhoseMemberLeftJoinsAgainAtItsNextBoot(t *testing.T) {
	node := machineconfigtest.Node(t, kind.TypeControlPlane)
	node.Root.Write("/var/lib/etcd/member/wal/0.wal", nil, 0o600)
	if err := etcd.Leave(node); err != nil {
		t.Fatal(err)
	}
	if err := etcd.DeleteData(node); err != nil || etcd.HasData(node) || !etcd.HasLeft(node) {
		t.Errorf("%v, data %t, left %t", err, etcd.HasData(node), etcd.HasLeft(node))
	}
	node.Root.RemoveAll(machineconfig.RunFolder)
	if etcd.HasLeft(node) {
		t.Error("still left after a boot")
	}
}

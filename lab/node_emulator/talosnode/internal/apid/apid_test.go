package apid

import (
	"testing"

	"github.com/siderolabs/talos/pkg/machinery/api/common"
	"github.com/siderolabs/talos/pkg/machinery/api/machine"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"
)

func TestAnswersOfSeveralNodesAreMerged(t *testing.T) {
	combined := []byte{}
	for _, node := range []string{"10.41.0.11", "10.41.0.12"} {
		answer, err := proto.Marshal(&machine.HostnameResponse{Messages: []*machine.Hostname{{Hostname: "name of " + node}}})
		if err != nil {
			t.Fatal(err)
		}
		named, err := frame{answer}.withHostname(node, false)
		if err != nil {
			t.Fatal(err)
		}
		combined = append(combined, named...)
	}
	failed, err := failure("10.41.0.13", status.Error(codes.Unavailable, "down"), false)
	if err != nil {
		t.Fatal(err)
	}
	merged := &machine.HostnameResponse{}
	if err := proto.Unmarshal(append(combined, failed...), merged); err != nil {
		t.Fatal(err)
	}
	if len(merged.Messages) != 3 || merged.Messages[1].Metadata.Hostname != "10.41.0.12" || merged.Messages[1].Hostname != "name of 10.41.0.12" {
		t.Errorf("merged %v", merged)
	}
	if codes.Code(merged.Messages[2].Metadata.Status.Code) != codes.Unavailable {
		t.Errorf("the failed node answers %v", merged.Messages[2])
	}
}

func TestStreamedAnswerContainsItsHostname(t *testing.T) {
	answer, _ := proto.Marshal(&common.Data{Bytes: []byte("content")})
	named, err := frame{answer}.withHostname("10.41.0.11", true)
	if err != nil {
		t.Fatal(err)
	}
	data := &common.Data{}
	if err := proto.Unmarshal(named, data); err != nil || data.Metadata.Hostname != "10.41.0.11" || string(data.Bytes) != "content" {
		t.Errorf("%v, %v", data, err)
	}
}

func TestRolesGuardTheCalls(t *testing.T) {
	for _, example := range []struct {
		role, method string
		want         codes.Code
	}{
		{"os:admin", machine.MachineService_Bootstrap_FullMethodName, codes.OK},
		{"os:reader", machine.MachineService_Bootstrap_FullMethodName, codes.PermissionDenied},
		{"os:reader", machine.MachineService_Version_FullMethodName, codes.OK},
		{"os:reader", machine.MachineService_Kubeconfig_FullMethodName, codes.PermissionDenied},
		{"os:etcd:backup", machine.MachineService_EtcdSnapshot_FullMethodName, codes.OK},
		{"os:etcd:backup", machine.MachineService_Version_FullMethodName, codes.PermissionDenied},
		{"os:operator", machine.MachineService_Reboot_FullMethodName, codes.OK},
		{"os:operator", machine.MachineService_ApplyConfiguration_FullMethodName, codes.PermissionDenied},
		{"os:operator", machine.MachineService_EtcdRemoveMemberByID_FullMethodName, codes.PermissionDenied},
		{"os:operator", machine.MachineService_EtcdLeaveCluster_FullMethodName, codes.PermissionDenied},
		{"os:reader", machine.MachineService_Read_FullMethodName, codes.PermissionDenied},
		{"os:reader", machine.MachineService_EtcdMemberList_FullMethodName, codes.OK},
		{"", machine.MachineService_Version_FullMethodName, codes.PermissionDenied},
	} {
		ctx := metadata.NewIncomingContext(t.Context(), metadata.Pairs(roleKey, example.role))
		if got := status.Code(authorize(ctx, example.method)); got != example.want {
			t.Errorf("%q calling %s: %v, want %v", example.role, example.method, got, example.want)
		}
	}
}

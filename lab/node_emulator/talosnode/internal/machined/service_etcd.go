package machined

import (
	"context"
	"time"

	"github.com/siderolabs/talos/pkg/machinery/api/common"
	"github.com/siderolabs/talos/pkg/machinery/api/machine"
	clientv3 "go.etcd.io/etcd/client/v3"
	"google.golang.org/grpc"
	"google.golang.org/protobuf/types/known/emptypb"

	"slipway/lab/talosnode/internal/etcd"
	"slipway/lab/talosnode/internal/kubernetes"
)

// etcdTimeout limits calls to a member without quorum; the client otherwise retries without end.
const etcdTimeout = 15 * time.Second

// EtcdMemberList lists the members of the real etcd. A learner cannot list them, so all control planes are queried.
func (s *service) EtcdMemberList(ctx context.Context, request *machine.EtcdMemberListRequest) (*machine.EtcdMemberListResponse, error) {
	client, ctx, done, err := s.etcdOf(ctx, "member list", !request.GetQueryLocal())
	if err != nil {
		return nil, err
	}
	defer done()
	list, err := client.MemberList(ctx)
	if err != nil {
		return nil, err
	}
	answer := &machine.EtcdMembers{}
	for _, member := range list.Members {
		answer.LegacyMembers = append(answer.LegacyMembers, member.Name)
		answer.Members = append(answer.Members, &machine.EtcdMember{
			Id: member.ID, Hostname: member.Name, PeerUrls: member.PeerURLs, ClientUrls: member.ClientURLs, IsLearner: member.IsLearner,
		})
	}
	return &machine.EtcdMemberListResponse{Messages: []*machine.EtcdMembers{answer}}, nil
}

// EtcdStatus returns the state of this machine's member.
func (s *service) EtcdStatus(ctx context.Context, _ *emptypb.Empty) (*machine.EtcdStatusResponse, error) {
	ctx, cancel := context.WithTimeout(ctx, etcdTimeout)
	defer cancel()
	client, err := s.localEtcd(ctx, "etcd status")
	if err != nil {
		return nil, err
	}
	defer client.Close()
	state, err := client.Status(ctx, etcd.LocalURL)
	if err != nil {
		return nil, err
	}
	return &machine.EtcdStatusResponse{Messages: []*machine.EtcdStatus{{MemberStatus: &machine.EtcdMemberStatus{
		MemberId: state.Header.MemberId, ProtocolVersion: state.Version, StorageVersion: state.StorageVersion,
		DbSize: state.DbSize, DbSizeInUse: state.DbSizeInUse, Leader: state.Leader, RaftIndex: state.RaftIndex,
		RaftTerm: state.RaftTerm, RaftAppliedIndex: state.RaftAppliedIndex, Errors: state.Errors, IsLearner: state.IsLearner,
	}}}}, nil
}

// EtcdSnapshot streams a snapshot of the real etcd.
func (s *service) EtcdSnapshot(_ *machine.EtcdSnapshotRequest, stream grpc.ServerStreamingServer[common.Data]) error {
	client, err := s.localEtcd(stream.Context(), "etcd snapshot")
	if err != nil {
		return err
	}
	defer client.Close()
	snapshot, err := client.Snapshot(stream.Context())
	if err != nil {
		return err
	}
	defer snapshot.Close()
	return sendAll(snapshot, stream)
}

func (s *service) clusterEtcd(ctx context.Context, call string) (*clientv3.Client, context.Context, func(), error) {
	return s.etcdOf(ctx, call, true)
}

// etcdOf returns a client of all members that the cluster has, or of this machine's only, with a limited context.
func (s *service) etcdOf(ctx context.Context, call string, all bool) (*clientv3.Client, context.Context, func(), error) {
	ctx, cancel := context.WithTimeout(ctx, etcdTimeout)
	client, err := s.localEtcd(ctx, call)
	if err != nil {
		cancel()
		return nil, nil, nil, err
	}
	if all {
		if controlPlanes, err := kubernetes.ControlPlanesAsAdmin(ctx, s.node()); err == nil {
			client.SetEndpoints(etcd.ClientURLs(controlPlanes)...)
		}
	}
	return client, clientv3.WithRequireLeader(ctx), func() { client.Close(); cancel() }, nil
}

func (s *service) localEtcd(ctx context.Context, call string) (*clientv3.Client, error) {
	if err := s.requireControlPlane(call); err != nil {
		return nil, err
	}
	return etcd.Dial(ctx, s.node(), etcd.LocalURL)
}

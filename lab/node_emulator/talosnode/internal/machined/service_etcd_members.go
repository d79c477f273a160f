package machined

import (
	"context"
	"errors"
	"fmt"
	"log"

	"github.com/siderolabs/talos/pkg/machinery/api/machine"
	"go.etcd.io/etcd/api/v3/v3rpc/rpctypes"
	clientv3 "go.etcd.io/etcd/client/v3"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"slipway/lab/talosnode/internal/etcd"
)

// EtcdRemoveMemberByID removes a member of the cluster, this machine's or another's.
func (s *service) EtcdRemoveMemberByID(ctx context.Context, request *machine.EtcdRemoveMemberByIDRequest) (*machine.EtcdRemoveMemberByIDResponse, error) {
	client, ctx, done, err := s.clusterEtcd(ctx, "etcd remove member")
	if err != nil {
		return nil, err
	}
	defer done()
	id := request.GetMemberId()
	if _, err := client.MemberRemove(ctx, id); err != nil {
		err = fmt.Errorf("failed to remove member %d: %w", id, err)
		if errors.Is(err, rpctypes.ErrMemberNotFound) {
			return nil, status.Error(codes.NotFound, err.Error())
		}
		return nil, fmt.Errorf("failed to remove member: %w", err)
	}
	return &machine.EtcdRemoveMemberByIDResponse{Messages: []*machine.EtcdRemoveMemberByID{{}}}, nil
}

// EtcdLeaveCluster removes this machine's member, stops etcd and deletes its data. The machine joins again at its next boot.
func (s *service) EtcdLeaveCluster(ctx context.Context, _ *machine.EtcdLeaveClusterRequest) (*machine.EtcdLeaveClusterResponse, error) {
	client, ctx, done, err := s.clusterEtcd(ctx, "etcd leave")
	if err != nil {
		return nil, err
	}
	defer done()
	id, err := s.localMember(ctx)
	if err != nil {
		return nil, err
	}
	if _, err := client.MemberRemove(ctx, id); err != nil && !errors.Is(err, rpctypes.ErrMemberNotFound) {
		return nil, fmt.Errorf("failed to leave cluster: failed to remove member %d: %w", id, err)
	}
	if err := etcd.Leave(s.node()); err != nil {
		return nil, fmt.Errorf("failed to leave cluster: %w", err)
	}
	if err := s.group.Stop(ctx, "etcd"); err != nil {
		return nil, fmt.Errorf("failed to leave cluster: failed to stop etcd: %w", err)
	}
	if err := etcd.DeleteData(s.node()); err != nil {
		return nil, fmt.Errorf("failed to leave cluster: %w", err)
	}
	return &machine.EtcdLeaveClusterResponse{Messages: []*machine.EtcdLeaveCluster{{}}}, nil
}

// EtcdForfeitLeadership moves the leadership to another member if this machine's member has it.
func (s *service) EtcdForfeitLeadership(ctx context.Context, _ *machine.EtcdForfeitLeadershipRequest) (*machine.EtcdForfeitLeadershipResponse, error) {
	cluster, ctx, done, err := s.clusterEtcd(ctx, "etcd forfeit leadership")
	if err != nil {
		return nil, err
	}
	defer done()
	id, err := s.localMember(ctx)
	if err != nil {
		return nil, err
	}
	list, err := cluster.MemberList(ctx)
	if err != nil {
		return nil, fmt.Errorf("failed to forfeit leadership: failed to list etcd members: %w", err)
	}
	if len(list.Members) == 1 {
		return nil, errors.New("failed to forfeit leadership: cannot forfeit leadership, only one member")
	}
	leader, err := s.moveLeader(ctx, id, list)
	if err != nil {
		return nil, fmt.Errorf("failed to forfeit leadership: %w", err)
	}
	return &machine.EtcdForfeitLeadershipResponse{Messages: []*machine.EtcdForfeitLeadership{{Member: leader}}}, nil
}

// moveLeader returns the name of the new leader, or "" if this machine's member is not the leader.
func (s *service) moveLeader(ctx context.Context, id uint64, list *clientv3.MemberListResponse) (string, error) {
	local, err := etcd.Dial(ctx, s.node(), etcd.LocalURL)
	if err != nil {
		return "", err
	}
	defer local.Close()
	state, err := local.Status(ctx, etcd.LocalURL)
	if err != nil || state.Leader != id {
		return "", err
	}
	for _, member := range list.Members {
		if member.ID == id {
			continue
		}
		log.Printf("moving leadership from %q to %q", s.node().Hostname, member.Name)
		_, err := local.MoveLeader(ctx, member.ID)
		if errors.Is(err, rpctypes.ErrNotLeader) {
			return "", nil
		}
		return member.Name, err
	}
	return "", nil
}

// localMember returns the ID of this machine's member.
func (s *service) localMember(ctx context.Context) (uint64, error) {
	client, err := etcd.Dial(ctx, s.node(), etcd.LocalURL)
	if err != nil {
		return 0, err
	}
	defer client.Close()
	state, err := client.Status(ctx, etcd.LocalURL)
	if err != nil {
		return 0, fmt.Errorf("failed to get local etcd member ID: %w", err)
	}
	return state.Header.MemberId, nil
}

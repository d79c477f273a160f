package etcd

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net/netip"
	"slices"
	"strings"
	"time"

	"go.etcd.io/etcd/api/v3/etcdserverpb"
	clientv3 "go.etcd.io/etcd/client/v3"
	"go.uber.org/zap"

	"slipway/lab/talosnode/internal/kubernetes"
	"slipway/lab/talosnode/internal/machineconfig"
	"slipway/lab/talosnode/internal/pki"
)

// LocalURL is the client URL of this machine's member.
var LocalURL = clientURL(kubernetes.Localhost)

// Dial opens a client with a certificate issued by the etcd CA, whose key control planes have.
func Dial(ctx context.Context, node *machineconfig.Node, urls ...string) (*clientv3.Client, error) {
	ca := node.Cluster().Etcd().CA()
	pair, err := pki.Client(ca, "talos-etcd-client")
	if err != nil {
		return nil, err
	}
	certificate, err := tls.X509KeyPair(pair.Crt, pair.Key)
	if err != nil {
		return nil, err
	}
	roots := x509.NewCertPool()
	roots.AppendCertsFromPEM(ca.Crt)
	return clientv3.New(clientv3.Config{
		Context:     ctx,
		Endpoints:   urls,
		DialTimeout: 5 * time.Second,
		TLS:         &tls.Config{RootCAs: roots, Certificates: []tls.Certificate{certificate}, MinVersion: tls.VersionTLS12},
		Logger:      zap.NewNop(),
	})
}

// Join adds this machine as a learner to the cluster of the given control planes and plans its start.
func Join(ctx context.Context, node *machineconfig.Node, controlPlanes []netip.Addr) error {
	client, err := dialOthers(ctx, node, controlPlanes)
	if err != nil {
		return err
	}
	defer client.Close()
	ctx, cancel := context.WithTimeout(clientv3.WithRequireLeader(ctx), 20*time.Second)
	defer cancel()
	if err := removeStale(ctx, node, client); err != nil {
		return err
	}
	added, err := client.MemberAddAsLearner(ctx, []string{peerURL(node)})
	if err != nil {
		return fmt.Errorf("add %s as an etcd learner: %w", node.Hostname, err)
	}
	return writePlan(node, Plan{State: "existing", Cluster: initialCluster(added.Members, added.Member.ID, node.Hostname)})
}

// dialOthers opens a client to the other control planes' members.
func dialOthers(ctx context.Context, node *machineconfig.Node, controlPlanes []netip.Addr) (*clientv3.Client, error) {
	others := slices.DeleteFunc(slices.Clone(controlPlanes), func(address netip.Addr) bool { return address == node.Address })
	if len(others) == 0 {
		return nil, errors.New("the cluster has no other control plane with etcd")
	}
	return Dial(ctx, node, ClientURLs(others)...)
}

// ClientURLs returns the client URLs of the members on the given control planes.
func ClientURLs(controlPlanes []netip.Addr) []string {
	var urls []string
	for _, address := range controlPlanes {
		urls = append(urls, clientURL(address.String()))
	}
	return urls
}

// removeStale removes this machine's earlier member: its data was lost, or it was killed while joining.
// A learner of another machine must become a voter first: etcd allows one learner at a time.
func removeStale(ctx context.Context, node *machineconfig.Node, client *clientv3.Client) error {
	list, err := client.MemberList(ctx)
	if err != nil {
		return fmt.Errorf("list etcd's members: %w", err)
	}
	for _, member := range list.Members {
		if member.Name == node.Hostname || slices.Contains(member.PeerURLs, peerURL(node)) {
			if _, err := client.MemberRemove(ctx, member.ID); err != nil {
				return fmt.Errorf("remove the stale etcd member %x of %s: %w", member.ID, node.Hostname, err)
			}
		} else if member.IsLearner {
			return fmt.Errorf("etcd member %x at %v is still a learner", member.ID, member.PeerURLs)
		}
	}
	return nil
}

// initialCluster returns the value of etcd's --initial-cluster; the new member has no name in the list yet.
func initialCluster(members []*etcdserverpb.Member, own uint64, hostname string) string {
	var entries []string
	for _, member := range members {
		name := member.Name
		if member.ID == own {
			name = hostname
		}
		for _, url := range member.PeerURLs {
			entries = append(entries, name+"="+url)
		}
	}
	return strings.Join(entries, ",")
}

// EnsureVoter returns nil when the member serves as a voter. It promotes a learner through the other control planes' members,
// because a learner can neither promote itself nor list the others. A learner that is not in sync yet is an error; call again.
func EnsureVoter(ctx context.Context, node *machineconfig.Node, others func(context.Context) ([]netip.Addr, error)) error {
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	client, err := Dial(ctx, node, LocalURL)
	if err != nil {
		return err
	}
	defer client.Close()
	status, err := client.Status(ctx, LocalURL)
	if err != nil {
		return fmt.Errorf("etcd on this machine: %w", err)
	}
	if status.Leader == 0 {
		return errors.New("etcd on this machine has no leader")
	}
	if status.IsLearner {
		if err := promote(ctx, node, others, status.Header.MemberId); err != nil {
			return fmt.Errorf("promote this machine's etcd learner: %w", err)
		}
	}
	return DropPlan(node)
}

func promote(ctx context.Context, node *machineconfig.Node, others func(context.Context) ([]netip.Addr, error), id uint64) error {
	controlPlanes, err := others(ctx)
	if err != nil {
		return err
	}
	voters, err := dialOthers(ctx, node, controlPlanes)
	if err != nil {
		return err
	}
	defer voters.Close()
	_, err = voters.MemberPromote(ctx, id)
	return err
}

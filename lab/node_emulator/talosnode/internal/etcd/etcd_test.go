package etcd

import (
	"testing"

	"go.etcd.io/etcd/api/v3/etcdserverpb"
)

func TestInitialClusterContainsTheNewMember(t *testing.T) {
	members := []*etcdserverpb.Member{
		{ID: 1, Name: "control-plane-1", PeerURLs: []string{"https://10.0.0.11:2380"}},
		{ID: 2, PeerURLs: []string{"https://10.0.0.12:2380"}},
	}
	want := "control-plane-1=https://10.0.0.11:2380,control-plane-2=https://10.0.0.12:2380"
	if got := initialCluster(members, 2, "control-plane-2"); got != want {
		t.Errorf("initialCluster = %q, want %q", got, want)
	}
}

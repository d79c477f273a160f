package machined

import (
	"context"
	"errors"
	"net/netip"
	"time"

	"slipway/lab/nodes/internal/etcd"
	"slipway/lab/nodes/internal/kubelet"
	"slipway/lab/nodes/internal/kubernetes"
)

// keepControlPlane brings the control plane's services up, in order, and starts anew those that stopped.
// Every step may be repeated, so a kill at any point is mended by the next start.
func (m *Machine) keepControlPlane(ctx context.Context) error {
	if err := m.forgetHalfJoin(); err != nil {
		return err
	}
	for ctx.Err() == nil {
		if err := m.bringUp(ctx); err != nil {
			return err
		}
		sleep(ctx, pulse)
	}
	return ctx.Err()
}

// forgetHalfJoin drops a plan to join whose member never started: it is removed and added again.
func (m *Machine) forgetHalfJoin() error {
	plan, found := etcd.ReadPlan(m.Node)
	if found && plan.State == "existing" && !etcd.HasData(m.Node) {
		return etcd.DropPlan(m.Node)
	}
	return nil
}

func (m *Machine) bringUp(ctx context.Context) error {
	if err := m.enterCluster(ctx); err != nil {
		return err
	}
	if err := m.Group.Ensure(ctx, "etcd"); err != nil {
		return err
	}
	if err := m.until(ctx, time.Minute, func(ctx context.Context) error { return etcd.Settle(ctx, m.Node, m.controlPlanes) }); err != nil {
		return err
	}
	if err := m.Group.Ensure(ctx, "kube-apiserver"); err != nil {
		return err
	}
	if err := m.until(ctx, 2*time.Minute, func(ctx context.Context) error { return kubernetes.Ready(ctx, m.Node) }); err != nil {
		return err
	}
	if err := m.Group.Ensure(ctx, "kube-controller-manager", "kube-scheduler"); err != nil {
		return err
	}
	if err := kubernetes.WriteAdminKubeconfig(m.Node); err != nil {
		return err
	}
	return kubernetes.ApplyManifests(ctx, m.Node)
}

// enterCluster does nothing on a member. Others wait for Bootstrap, or join the cluster that the endpoint shows.
func (m *Machine) enterCluster(ctx context.Context) error {
	for !etcd.HasData(m.Node) {
		if _, planned := etcd.ReadPlan(m.Node); planned {
			return nil
		}
		err := m.join(ctx)
		if err == nil {
			return nil
		}
		if _, planned := etcd.ReadPlan(m.Node); !planned {
			return errors.Join(errors.New("etcd waits: bootstrap one control plane, or let the cluster's endpoint serve"), err)
		}
	}
	return nil
}

func (m *Machine) join(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, 30*time.Second)
	defer cancel()
	controlPlanes, err := m.controlPlanes(ctx)
	if err != nil {
		return err
	}
	return etcd.Join(ctx, m.Node, controlPlanes)
}

// controlPlanes asks through the cluster's endpoint, which serves before this machine does.
func (m *Machine) controlPlanes(ctx context.Context) ([]netip.Addr, error) {
	return kubernetes.ControlPlanesAsAdmin(ctx, m.Node)
}

// until repeats a check every half second for the given time.
func (m *Machine) until(ctx context.Context, limit time.Duration, check func(context.Context) error) error {
	deadline := time.Now().Add(limit)
	for {
		err := check(ctx)
		if err == nil || ctx.Err() != nil || time.Now().After(deadline) {
			return err
		}
		sleep(ctx, time.Second/2)
	}
}

// keepRegistered registers the Node and starts what plays the kubelet.
func (m *Machine) keepRegistered(ctx context.Context) error {
	client, err := kubelet.Client(ctx, m.Node)
	if err != nil {
		return err
	}
	if err := kubelet.Register(ctx, m.Node, client, m.Capacity); err != nil {
		return err
	}
	if err := kubelet.EnsureServingCertificate(ctx, m.Node, client); err != nil {
		return err
	}
	for ctx.Err() == nil {
		if err := m.Group.Ensure(ctx, "kwok"); err != nil {
			return err
		}
		sleep(ctx, pulse)
	}
	return ctx.Err()
}

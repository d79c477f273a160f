package machined

import (
	"context"
	"errors"
	"net/netip"
	"time"

	"slipway/lab/talosnode/internal/etcd"
	"slipway/lab/talosnode/internal/kubelet"
	"slipway/lab/talosnode/internal/kubernetes"
)

// reconcileControlPlane starts the control plane's services in order, and restarts those that stopped.
// Every step is idempotent, so after a kill at any point the next start continues.
func (m *Machine) reconcileControlPlane(ctx context.Context) error {
	if err := m.dropIncompleteJoin(); err != nil {
		return err
	}
	for ctx.Err() == nil {
		if err := m.startServices(ctx); err != nil {
			return err
		}
		sleep(ctx, checkInterval)
	}
	return ctx.Err()
}

// dropIncompleteJoin deletes a plan to join whose member never started: the member is removed and added again.
func (m *Machine) dropIncompleteJoin() error {
	plan, found := etcd.ReadPlan(m.Node)
	if found && plan.State == "existing" && !etcd.HasData(m.Node) {
		return etcd.DropPlan(m.Node)
	}
	return nil
}

func (m *Machine) startServices(ctx context.Context) error {
	if etcd.HasLeft(m.Node) {
		return m.Group.Stop(ctx, kubernetes.SchedulerName, kubernetes.ControllerManagerName, kubernetes.APIServerName, "etcd")
	}
	if err := m.enterCluster(ctx); err != nil {
		return err
	}
	if err := m.ensure(ctx, "etcd"); err != nil {
		return err
	}
	if err := m.until(ctx, time.Minute, func(ctx context.Context) error { return etcd.EnsureVoter(ctx, m.Node, m.controlPlanes) }); err != nil {
		return err
	}
	if err := m.ensure(ctx, kubernetes.APIServerName); err != nil {
		return err
	}
	if err := m.until(ctx, 2*time.Minute, func(ctx context.Context) error { return kubernetes.Ready(ctx, m.Node) }); err != nil {
		return err
	}
	if err := m.ensure(ctx, kubernetes.ControllerManagerName, kubernetes.SchedulerName); err != nil {
		return err
	}
	if err := kubernetes.WriteAdminKubeconfig(m.Node); err != nil {
		return err
	}
	return kubernetes.ApplyManifests(ctx, m.Node)
}

// enterCluster does nothing on a member. Other machines wait for Bootstrap, or join the cluster behind the endpoint.
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
			return errors.Join(errors.New("etcd waits for talosctl bootstrap on one control plane, or for the cluster's endpoint"), err)
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

// controlPlanes queries the cluster's endpoint, which serves before this machine does.
func (m *Machine) controlPlanes(ctx context.Context) ([]netip.Addr, error) {
	return kubernetes.ControlPlanesAsAdmin(ctx, m.Node)
}

// until repeats a check every half second until it succeeds or the time limit is reached.
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

// reconcileNode registers the Node and starts kwok, which simulates the kubelet.
func (m *Machine) reconcileNode(ctx context.Context) error {
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
		if err := m.ensure(ctx, kubelet.Program); err != nil {
			return err
		}
		if err := kubelet.Apply(ctx, m.Node, client); err != nil {
			return err
		}
		sleep(ctx, checkInterval)
	}
	return ctx.Err()
}

package machined

import (
	"context"

	"slipway/lab/talosnode/internal/apid"
	"slipway/lab/talosnode/internal/kubelet"
	"slipway/lab/talosnode/internal/kubernetes"
	"slipway/lab/talosnode/internal/pki"
	"slipway/lab/talosnode/internal/trustd"
	"slipway/lab/talosnode/internal/workload"
)

// tasks returns what the machine does with its config besides its API.
func (m *Machine) tasks() map[string]func(context.Context) error {
	tasks := map[string]func(context.Context) error{"apid's certificate": m.certifyAPI, "kubelet": m.reconcileNode}
	if !m.Node.ControlPlane() || workload.OnControlPlanes() {
		tasks["workloads"] = func(ctx context.Context) error { return workload.Reconcile(ctx, m.Node, m.Group, checkInterval) }
	}
	if m.Node.ControlPlane() {
		tasks["trustd"] = func(ctx context.Context) error { return trustd.Serve(ctx, m.Node) }
		tasks["control plane"] = m.reconcileControlPlane
		tasks["approver"] = func(ctx context.Context) error { return kubernetes.ApproveKubelets(ctx, m.Node) }
	}
	return tasks
}

// certifyAPI gives apid its certificate once and returns when the context ends.
func (m *Machine) certifyAPI(ctx context.Context) error {
	serving, err := m.servingPair(ctx)
	if err != nil {
		return err
	}
	if err := m.api.Use(m.Node, serving); err != nil {
		return err
	}
	<-ctx.Done()
	return ctx.Err()
}

// servingPair issues apid's certificate; a worker's is issued by a control plane's trustd.
func (m *Machine) servingPair(ctx context.Context) (*pki.Pair, error) {
	names := apid.Names(m.Node)
	if m.Node.ControlPlane() {
		return pki.Server(m.Node.Machine().Security().IssuingCA(), m.Node.Hostname, names)
	}
	client, err := kubelet.Client(ctx, m.Node)
	if err != nil {
		return nil, err
	}
	controlPlanes, err := kubernetes.ControlPlanes(ctx, client)
	if err != nil {
		return nil, err
	}
	return trustd.Request(ctx, m.Node, controlPlanes, names)
}

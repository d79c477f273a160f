package machined

import (
	"context"

	"slipway/lab/talosnode/internal/kubelet"
	"slipway/lab/talosnode/internal/kubernetes"
	"slipway/lab/talosnode/internal/machineconfig"
	"slipway/lab/talosnode/internal/workload"
)

// startedFolder has one file per program: the digest of the part of the config that it was started with.
const startedFolder = machineconfig.RunFolder + "/started/"

// digests has the programs that follow the running config. etcd is not among them: Talos 1.13 gives a running etcd its new
// arguments at the next reboot only.
var digests = map[string]func(*machineconfig.Node) (string, error){
	kubernetes.APIServerName:         kubernetes.APIServerDigest,
	kubernetes.ControllerManagerName: kubernetes.ControllerManagerDigest,
	kubernetes.SchedulerName:         kubernetes.SchedulerDigest,
	kubelet.Program:                  kubelet.Digest,
}

// ensure starts the programs that are not running, and restarts those whose part of the config has changed.
func (m *Machine) ensure(ctx context.Context, programs ...string) error {
	for _, program := range programs {
		if err := m.stopIfOutdated(ctx, program); err != nil {
			return err
		}
		if err := m.Group.Ensure(ctx, program); err != nil {
			return err
		}
	}
	return nil
}

func (m *Machine) stopIfOutdated(ctx context.Context, program string) error {
	digest := digests[program]
	if digest == nil {
		return nil
	}
	wanted, err := digest(m.Node)
	if err != nil {
		return err
	}
	if started, err := m.Node.Root.Read(startedFolder + program); err == nil && string(started) == wanted {
		return nil
	}
	if err := m.Group.Stop(ctx, program); err != nil {
		return err
	}
	return m.Node.Root.Write(startedFolder+program, []byte(wanted), 0o600)
}

// stopAll stops clients first and etcd last, because a kube-apiserver without etcd takes long to end.
func (m *Machine) stopAll(ctx context.Context) error {
	order := workload.Programs()
	order = append(order, kubelet.Program)
	if m.Node.ControlPlane() {
		order = append(order, kubernetes.SchedulerName, kubernetes.ControllerManagerName, kubernetes.APIServerName, "etcd")
	}
	return m.Group.Stop(ctx, order...)
}

package machined

import (
	"context"
	"fmt"
	"log"
	"os"
	"syscall"
	"time"

	"k8s.io/apimachinery/pkg/util/uuid"

	"slipway/lab/talosnode/internal/apid"
	"slipway/lab/talosnode/internal/kubelet"
	"slipway/lab/talosnode/internal/kubernetes"
	"slipway/lab/talosnode/internal/machineconfig"
	"slipway/lab/talosnode/internal/pki"
	"slipway/lab/talosnode/internal/supervisor"
	"slipway/lab/talosnode/internal/trustd"
	"slipway/lab/talosnode/internal/workload"
)

const (
	ownBootIDPath = kubelet.BootIDPath
	// answerTime is the delay of a restart, in which the answer reaches the caller.
	answerTime = 500 * time.Millisecond
	// retryInterval is the time between two tries of a task.
	retryInterval = 2 * time.Second
	// checkInterval is the time between two checks of the programs.
	checkInterval = 5 * time.Second
)

// stopOrder has clients first and etcd last, because a kube-apiserver without etcd takes long to end.
var stopOrder = []string{"kwok", "kube-scheduler", "kube-controller-manager", "kube-apiserver", "etcd"}

// Machine is an emulated machine.
type Machine struct {
	Node     *machineconfig.Node
	Group    *supervisor.Group
	Capacity kubelet.Capacity
}

// Serve runs the machine until the context ends. supervisord supervises the processes that it starts.
func (m *Machine) Serve(ctx context.Context) error {
	if err := m.Node.WriteFiles(); err != nil {
		return err
	}
	if err := m.newBoot(); err != nil {
		return err
	}
	go m.forever(ctx, "kubelet", m.reconcileNode)
	if m.Node.ControlPlane() {
		go m.forever(ctx, "trustd", func(ctx context.Context) error { return trustd.Serve(ctx, m.Node) })
		go m.forever(ctx, "control plane", m.reconcileControlPlane)
		go m.forever(ctx, "approver", func(ctx context.Context) error { return kubernetes.ApproveKubelets(ctx, m.Node) })
	} else {
		go m.forever(ctx, "workloads", m.reconcileWorkloads)
	}
	return m.serveAPI(ctx)
}

// newBoot sets the boot's ID, unless only talosnode was restarted.
func (m *Machine) newBoot() error {
	if m.Node.Root.Exists(ownBootIDPath) {
		return nil
	}
	return kubelet.SetBootID(m.Node, string(uuid.NewUUID()))
}

// forever repeats a task that ends or fails; it logs a failure once until the failure changes.
func (m *Machine) forever(ctx context.Context, name string, task func(context.Context) error) {
	last := ""
	for ctx.Err() == nil {
		err := task(ctx)
		if text := fmt.Sprint(err); err != nil && ctx.Err() == nil && text != last {
			log.Printf("%s: %v", name, err)
			last = text
		}
		sleep(ctx, retryInterval)
	}
}

func sleep(ctx context.Context, duration time.Duration) {
	select {
	case <-ctx.Done():
	case <-time.After(duration):
	}
}

func (m *Machine) serveAPI(ctx context.Context) error {
	serving, err := m.servingPair(ctx)
	if err != nil {
		return err
	}
	log.Printf("apid: %s serves the machine API on %s", m.Node.Hostname, m.Node.Address)
	return apid.Serve(ctx, m.Node, serving, &service{node: m.Node, group: m.Group, restart: m.restartSoon})
}

// servingPair issues apid's certificate, or on a worker waits until a control plane's trustd issues it.
func (m *Machine) servingPair(ctx context.Context) (*pki.Pair, error) {
	names := apid.Names(m.Node)
	if m.Node.ControlPlane() {
		return pki.Server(m.Node.Machine().Security().IssuingCA(), m.Node.Hostname, names)
	}
	var pair *pki.Pair
	request := func(ctx context.Context) error {
		client, err := kubelet.Client(ctx, m.Node)
		if err != nil {
			return err
		}
		controlPlanes, err := kubernetes.ControlPlanes(ctx, client)
		if err != nil {
			return err
		}
		pair, err = trustd.Request(ctx, m.Node, controlPlanes, names)
		return err
	}
	waiting, stop := context.WithCancel(ctx)
	defer stop()
	m.forever(waiting, "apid's certificate", func(ctx context.Context) error {
		err := request(ctx)
		if err == nil {
			stop()
		}
		return err
	})
	return pair, ctx.Err()
}

func (m *Machine) reconcileWorkloads(ctx context.Context) error {
	return workload.Reconcile(ctx, m.Node, m.Group, checkInterval)
}

// restartSoon stops the processes and replaces this process by a new talosnode, which starts the required programs.
func (m *Machine) restartSoon(what Restart) {
	go func() {
		time.Sleep(answerTime)
		order := stopOrder
		if what == Services {
			order = order[:len(order)-1]
		} else {
			m.Node.Root.Remove(ownBootIDPath)
		}
		if !m.Node.ControlPlane() {
			order = order[:1]
		}
		if err := m.Group.Stop(context.Background(), order...); err != nil {
			log.Printf("restart: %v", err)
		}
		Reexec()
	}()
}

// Reexec replaces this process by a new one of the same program, so that no part of the old config stays in memory.
func Reexec() {
	program, err := os.Executable()
	if err == nil {
		err = syscall.Exec(program, os.Args, os.Environ())
	}
	log.Fatalf("restart %s: %v", program, err)
}

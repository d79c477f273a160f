package machined

import (
	"context"
	"fmt"
	"log"
	"os"
	"syscall"
	"time"

	"k8s.io/apimachinery/pkg/util/uuid"

	"slipway/lab/nodes/internal/apid"
	"slipway/lab/nodes/internal/kubelet"
	"slipway/lab/nodes/internal/kubernetes"
	"slipway/lab/nodes/internal/machineconfig"
	"slipway/lab/nodes/internal/pki"
	"slipway/lab/nodes/internal/supervisor"
	"slipway/lab/nodes/internal/trustd"
	"slipway/lab/nodes/internal/workload"
)

const (
	ownBootIDPath = kubelet.BootIDPath
	// answerTime lets the answer to a call reach the caller before the machine restarts.
	answerTime = 500 * time.Millisecond
	// pause between two tries of something that waits for others.
	pause = 2 * time.Second
	// pulse between two looks at what should run.
	pulse = 5 * time.Second
)

// stopOrder: clients first and etcd last, because a kube-apiserver whose etcd is gone lingers.
var stopOrder = []string{"kwok", "kube-scheduler", "kube-controller-manager", "kube-apiserver", "etcd"}

// Machine is one running machine.
type Machine struct {
	Node     *machineconfig.Node
	Group    *supervisor.Group
	Capacity kubelet.Capacity
}

// Serve runs the machine until the context ends. It supervises nothing: supervisord keeps the processes that it starts.
func (m *Machine) Serve(ctx context.Context) error {
	if err := m.Node.WriteFiles(); err != nil {
		return err
	}
	if err := m.newBoot(); err != nil {
		return err
	}
	go m.forever(ctx, "kubelet", m.keepRegistered)
	if m.Node.ControlPlane() {
		go m.forever(ctx, "trustd", func(ctx context.Context) error { return trustd.Serve(ctx, m.Node) })
		go m.forever(ctx, "control plane", m.keepControlPlane)
		go m.forever(ctx, "approver", func(ctx context.Context) error { return kubernetes.ApproveKubelets(ctx, m.Node) })
	} else {
		go m.forever(ctx, "workloads", m.keepWorkloads)
	}
	return m.serveAPI(ctx)
}

// newBoot gives the boot its ID, unless only talosnode itself was restarted.
func (m *Machine) newBoot() error {
	if m.Node.Root.Exists(ownBootIDPath) {
		return nil
	}
	return kubelet.SetBootID(m.Node, string(uuid.NewUUID()))
}

// forever repeats a task that ends or fails; it logs a failure once until it changes.
func (m *Machine) forever(ctx context.Context, name string, task func(context.Context) error) {
	last := ""
	for ctx.Err() == nil {
		err := task(ctx)
		if text := fmt.Sprint(err); err != nil && ctx.Err() == nil && text != last {
			log.Printf("%s: %v", name, err)
			last = text
		}
		sleep(ctx, pause)
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

// servingPair issues apid's certificate, or waits until a control plane's trustd does.
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

func (m *Machine) keepWorkloads(ctx context.Context) error {
	return workload.Keep(ctx, m.Node, m.Group, pulse)
}

// restartSoon stops the processes and becomes a fresh talosnode, which starts what should run.
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

// Reexec becomes a fresh process of the same program, so that nothing of the old config stays in memory.
func Reexec() {
	program, err := os.Executable()
	if err == nil {
		err = syscall.Exec(program, os.Args, os.Environ())
	}
	log.Fatalf("start %s anew: %v", program, err)
}

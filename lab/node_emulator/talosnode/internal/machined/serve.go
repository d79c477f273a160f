package machined

import (
	"context"
	"fmt"
	"log"
	"os"
	"sync"
	"syscall"
	"time"

	"k8s.io/apimachinery/pkg/util/uuid"

	"slipway/lab/talosnode/internal/apid"
	"slipway/lab/talosnode/internal/kubelet"
	"slipway/lab/talosnode/internal/machineconfig"
	"slipway/lab/talosnode/internal/supervisor"
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

// Machine is an emulated machine with one config. Another config is another Machine.
type Machine struct {
	Node     *machineconfig.Node
	Group    *supervisor.Group
	Capacity kubelet.Capacity
	api      *apid.Server
}

// Serve runs the machine until the context ends. supervisord supervises the processes that it starts.
func (m *Machine) Serve(ctx context.Context) error {
	if err := m.Node.WriteFiles(); err != nil {
		return err
	}
	if err := m.newBoot(); err != nil {
		return err
	}
	configs := newConfigs(m.Node)
	m.api = apid.New(&service{configs: configs, group: m.Group})
	running, stop := context.WithCancel(ctx)
	defer stop()
	var tasks sync.WaitGroup
	tasks.Go(func() { m.follow(running, configs) })
	served := make(chan error, 1)
	go func() { served <- m.api.Serve(running) }()
	select {
	case err := <-served:
		return err
	case <-configs.rebooted:
	}
	sleep(ctx, answerTime)
	stop()
	tasks.Wait()
	<-served
	return m.reboot(ctx)
}

// reboot stops all processes and starts the machine again with what is on its disk.
func (m *Machine) reboot(ctx context.Context) error {
	if err := m.stopAll(ctx); err != nil {
		return err
	}
	if err := m.Node.Root.RemoveAll(machineconfig.RunFolder); err != nil {
		return err
	}
	Reexec()
	return nil
}

// newBoot sets the boot's ID, unless only talosnode was restarted.
func (m *Machine) newBoot() error {
	if m.Node.Root.Exists(ownBootIDPath) {
		return nil
	}
	return kubelet.SetBootID(m.Node, string(uuid.NewUUID()))
}

// follow runs the machine's tasks, and starts them again with each new config.
func (m *Machine) follow(ctx context.Context, configs *configs) {
	for ctx.Err() == nil {
		machine := *m
		machine.Node = configs.current.Load()
		same, stop := context.WithCancel(ctx)
		wait := machine.start(same)
		select {
		case <-ctx.Done():
		case <-configs.changed:
		}
		stop()
		wait()
	}
}

// start starts the tasks; the returned function waits until they have ended.
func (m *Machine) start(ctx context.Context) (wait func()) {
	var tasks sync.WaitGroup
	for name, task := range m.tasks() {
		tasks.Go(func() { forever(ctx, name, task) })
	}
	return tasks.Wait
}

// forever repeats a task that ends or fails; it logs a failure once until the failure changes.
func forever(ctx context.Context, name string, task func(context.Context) error) {
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

// Reexec replaces this process by a new one of the same program, so that no part of the old config stays in memory.
func Reexec() {
	program, err := os.Executable()
	if err == nil {
		err = syscall.Exec(program, os.Args, os.Environ())
	}
	log.Fatalf("restart %s: %v", program, err)
}

package machined

import (
	"log"
	"sync"
	"sync/atomic"
	"time"

	"github.com/siderolabs/talos/pkg/machinery/api/machine"

	"slipway/lab/talosnode/internal/machineconfig"
)

// configs holds the machine's running config, and changes it and the persisted one.
type configs struct {
	lock     sync.Mutex // of each change as a whole
	current  atomic.Pointer[machineconfig.Node]
	changed  chan struct{}
	rebooted chan struct{}
	rollback *time.Timer
}

func newConfigs(node *machineconfig.Node) *configs {
	configs := &configs{changed: make(chan struct{}, 1), rebooted: make(chan struct{}, 1)}
	configs.current.Store(node)
	return configs
}

// apply stores a valid config as its mode requires.
func (c *configs) apply(content []byte, mode machine.ApplyConfigurationRequest_Mode) error {
	if err := machineconfig.Persist(c.current.Load().Root, content); err != nil {
		return err
	}
	switch mode {
	case modeNoReboot:
		return c.run(content)
	case modeReboot:
		c.reboot()
	}
	return nil
}

// try runs a config until the timeout, or until another one is applied.
func (c *configs) try(content []byte, timeout time.Duration) error {
	before := c.current.Load()
	if err := before.KeepForRollback(); err != nil {
		return err
	}
	c.stopTimer()
	c.rollback = time.AfterFunc(timeout, func() { c.rollBack(before) })
	return c.run(content)
}

func (c *configs) rollBack(before *machineconfig.Node) {
	c.lock.Lock()
	defer c.lock.Unlock()
	if c.rollback == nil {
		return // canceled while this function waited
	}
	log.Print("rolling back the configuration")
	content, err := before.Bytes()
	if err == nil {
		err = c.run(content)
	}
	if err != nil {
		log.Printf("config rollback failed %s", err)
		return
	}
	c.cancelRollback()
}

// cancelRollback makes a tried config the running one for good.
func (c *configs) cancelRollback() {
	c.stopTimer()
	if err := c.current.Load().EndTry(); err != nil {
		log.Printf("config rollback: %s", err)
	}
}

func (c *configs) stopTimer() {
	if c.rollback != nil {
		c.rollback.Stop()
		c.rollback = nil
	}
}

// run makes the config the running one; the machine's tasks follow.
func (c *configs) run(content []byte) error {
	node, err := c.current.Load().Run(content)
	if err != nil {
		return err
	}
	c.current.Store(node)
	signal(c.changed)
	return nil
}

func (c *configs) reboot() {
	signal(c.rebooted)
}

func signal(channel chan struct{}) {
	select {
	case channel <- struct{}{}:
	default: // it was not received yet
	}
}

package machineconfig_test

import (
	"strings"
	"testing"

	"github.com/siderolabs/talos/pkg/machinery/config/machine"

	"slipway/lab/talosnode/internal/machineconfig"
	"slipway/lab/talosnode/internal/machineconfig/machineconfigtest"
)

func label(t *testing.T, node *machineconfig.Node, value string) []byte {
	t.Helper()
	content, err := node.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	return machineconfigtest.Patched(t, content, "machine:\n  nodeLabels: {rack: "+value+"}\n")
}

func boot(t *testing.T, node *machineconfig.Node) string {
	t.Helper()
	booted, err := machineconfig.Boot(node.Root, node.Address)
	if err != nil {
		t.Fatal(err)
	}
	return booted.Machine().NodeLabels()["rack"]
}

func TestUserDataIsReadAtTheFirstBootOnly(t *testing.T) {
	node := machineconfigtest.Node(t, machine.TypeWorker)
	userData, _ := node.Root.Read("/config.yaml")
	persisted, err := node.Root.Read("/system/state/config.yaml")
	if err != nil || string(persisted) != string(userData) {
		t.Errorf("persisted %d bytes, %v", len(persisted), err)
	}
	node.Root.Write("/config.yaml", label(t, node, "later"), 0o600)
	node.Root.RemoveAll(machineconfig.RunFolder)
	if got := boot(t, node); got != "" {
		t.Errorf("rack %q: the user data was read again", got)
	}
}

func TestPersistedConfigRunsAfterAReboot(t *testing.T) {
	node := machineconfigtest.Node(t, machine.TypeWorker)
	machineconfig.Persist(node.Root, label(t, node, "staged"))
	if got := boot(t, node); got != "" {
		t.Errorf("rack %q: the config was staged, but a start of the process alone runs it", got)
	}
	node.Root.RemoveAll(machineconfig.RunFolder)
	if got := boot(t, node); got != "staged" {
		t.Errorf("rack %q after a reboot", got)
	}
}

func TestRunningConfigIsNotPersisted(t *testing.T) {
	node := machineconfigtest.Node(t, machine.TypeWorker)
	changed, err := node.Run(label(t, node, "now"))
	if err != nil || changed.Machine().NodeLabels()["rack"] != "now" || node.Machine().NodeLabels()["rack"] != "" {
		t.Errorf("%v", err)
	}
	if got := boot(t, node); got != "now" {
		t.Errorf("rack %q after a start of the process", got)
	}
	if persisted, _ := node.Root.Read(machineconfig.PersistedPath); strings.Contains(string(persisted), "rack: now") {
		t.Error("persisted")
	}
}

func TestTriedConfigEndsWithItsProcess(t *testing.T) {
	node := machineconfigtest.Node(t, machine.TypeWorker)
	if err := node.KeepForRollback(); err != nil {
		t.Fatal(err)
	}
	node.Run(label(t, node, "tried"))
	for range 2 {
		if got := boot(t, node); got != "" {
			t.Errorf("rack %q", got)
		}
	}
}

// Package machineconfigtest creates machines with generated configs for tests.
package machineconfigtest

import (
	"net/netip"
	"testing"
	"time"

	"github.com/siderolabs/talos/pkg/machinery/config"
	"github.com/siderolabs/talos/pkg/machinery/config/configpatcher"
	"github.com/siderolabs/talos/pkg/machinery/config/generate"
	"github.com/siderolabs/talos/pkg/machinery/config/generate/secrets"
	"github.com/siderolabs/talos/pkg/machinery/config/machine"

	"slipway/lab/talosnode/internal/disk"
	"slipway/lab/talosnode/internal/machineconfig"
)

// Node returns a machine on a temporary disk with the result of `talosctl gen config` and the given strategic-merge patches.
func Node(t *testing.T, kind machine.Type, patches ...string) *machineconfig.Node {
	t.Helper()
	content := generated(t, kind)
	loaded, err := configpatcher.LoadPatches(patches)
	if err != nil {
		t.Fatal(err)
	}
	patched, err := configpatcher.Apply(configpatcher.WithBytes(content), loaded)
	if err != nil {
		t.Fatal(err)
	}
	content, err = patched.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	root := disk.Root(t.TempDir())
	if err := machineconfig.Save(root, content); err != nil {
		t.Fatal(err)
	}
	node, err := machineconfig.Load(root, netip.MustParseAddr("10.41.0.11"))
	if err != nil {
		t.Fatal(err)
	}
	return node
}

func generated(t *testing.T, kind machine.Type) []byte {
	t.Helper()
	bundle, err := secrets.NewBundle(secrets.NewFixedClock(time.Now()), config.TalosVersion1_12)
	if err != nil {
		t.Fatal(err)
	}
	input, err := generate.NewInput("staging", "https://10.41.0.10:6443", "1.34.4",
		generate.WithVersionContract(config.TalosVersion1_12), generate.WithSecretsBundle(bundle))
	if err != nil {
		t.Fatal(err)
	}
	provider, err := input.Config(kind)
	if err != nil {
		t.Fatal(err)
	}
	content, err := provider.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	return content
}

// Package machineconfigtest creates machines with generated configs for tests.
package machineconfigtest

import (
	"net/netip"
	"sync"
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
	return Booted(t, Patched(t, generated(t, kind), patches...))
}

// Patched returns a config with strategic-merge patches.
func Patched(t *testing.T, content []byte, patches ...string) []byte {
	t.Helper()
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
	return content
}

// Booted returns a machine at its first boot with the given user data.
func Booted(t *testing.T, userData []byte) *machineconfig.Node {
	t.Helper()
	root := disk.Root(t.TempDir())
	if err := root.Write("/config.yaml", userData, 0o600); err != nil {
		t.Fatal(err)
	}
	node, err := machineconfig.Boot(root, netip.MustParseAddr("10.41.0.11"))
	if err != nil {
		t.Fatal(err)
	}
	return node
}

// bundle has the secrets of all test machines; its RSA keys take long.
var bundle = sync.OnceValues(func() (*secrets.Bundle, error) {
	return secrets.NewBundle(secrets.NewFixedClock(time.Now()), config.TalosVersion1_13)
})

func generated(t *testing.T, kind machine.Type) []byte {
	t.Helper()
	bundle, err := bundle()
	if err != nil {
		t.Fatal(err)
	}
	input, err := generate.NewInput("staging", "https://10.41.0.10:6443", "1.36.3",
		generate.WithVersionContract(config.TalosVersion1_13), generate.WithSecretsBundle(bundle))
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

package machineconfig_test

import (
	"bytes"
	"compress/gzip"
	"net/netip"
	"strings"
	"testing"

	"github.com/siderolabs/talos/pkg/machinery/config/machine"

	"slipway/lab/talosnode/internal/disk"
	"slipway/lab/talosnode/internal/machineconfig"
	"slipway/lab/talosnode/internal/machineconfig/machineconfigtest"
)

func TestHostnameComesFromTheConfigThenThePlatform(t *testing.T) {
	named := machineconfigtest.Node(t, machine.TypeWorker, "apiVersion: v1alpha1\nkind: HostnameConfig\nhostname: worker-1\nauto: \"off\"\n")
	if named.Hostname != "worker-1" {
		t.Errorf("hostname %q, want the config's", named.Hostname)
	}
	unnamed := machineconfigtest.Node(t, machine.TypeWorker)
	if unnamed.Hostname != "talos-10-41-0-11" {
		t.Errorf("hostname %q, want one made from the address", unnamed.Hostname)
	}
	machineconfig.SetPlatformHostname(unnamed.Root, "staging-worker-1")
	again, err := machineconfig.Load(unnamed.Root, netip.MustParseAddr("10.41.0.11"))
	if err != nil || again.Hostname != "staging-worker-1" {
		t.Errorf("hostname %v, %v, want the platform's", again, err)
	}
}

func TestFilesAreWrittenToTheDisk(t *testing.T) {
	node := machineconfigtest.Node(t, machine.TypeControlPlane,
		"machine:\n  files:\n  - {path: /var/etc/auth.yaml, permissions: 0o600, op: create, content: 'jwt: []'}\n")
	if err := node.WriteFiles(); err != nil {
		t.Fatal(err)
	}
	content, err := node.Root.Read("/var/etc/auth.yaml")
	if err != nil || string(content) != "jwt: []" {
		t.Errorf("%q, %v", content, err)
	}
}

func TestCompressedUserDataIsAccepted(t *testing.T) {
	node := machineconfigtest.Node(t, machine.TypeWorker)
	plain, _ := node.Bytes()
	packed := &bytes.Buffer{}
	writer := gzip.NewWriter(packed)
	writer.Write(plain)
	writer.Close()
	again := machineconfigtest.Booted(t, packed.Bytes())
	if again.KubernetesVersion() != node.KubernetesVersion() {
		t.Errorf("version %q", again.KubernetesVersion())
	}
	root := disk.Root(t.TempDir())
	root.Write("/config.yaml", packed.Bytes()[:20], 0o600)
	if _, err := machineconfig.Boot(root, again.Address); err == nil {
		t.Error("half a gzip file was accepted")
	}
}

func TestParseRejectsInvalidConfigs(t *testing.T) {
	node := machineconfigtest.Node(t, machine.TypeControlPlane)
	valid, _ := node.Bytes()
	for name, content := range map[string]string{
		"an unknown key":    strings.Replace(string(valid), "\nmachine:", "\nbogus: true\nmachine:", 1),
		"no machine at all": "apiVersion: v1alpha1\nkind: HostnameConfig\nhostname: x\n",
		"an empty endpoint": strings.Replace(string(valid), "https://10.41.0.10:6443", "", 1),
		"something else":    "#cloud-config\n",
	} {
		if _, _, err := machineconfig.Parse([]byte(content)); err == nil {
			t.Errorf("%s was accepted", name)
		}
	}
	if version := node.KubernetesVersion(); version != "v1.36.3" {
		t.Errorf("version %q", version)
	}
}

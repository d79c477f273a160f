package kubernetes

import (
	"bytes"
	"context"
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"fmt"
	"os/exec"
	"strings"
	"text/template"

	"slipway/lab/talosnode/internal/machineconfig"
	"slipway/lab/talosnode/internal/process"
)

// bootstrapManifests are Talos' manifests that allow machines to join with the cluster's token and to read the control planes' addresses.
//
//go:embed bootstrap.yaml
var bootstrapManifests string

// ciliumDefinitions are the definitions that Cilium's operator creates, as far as Slipway uses them.
//
//go:embed cilium.yaml
var ciliumDefinitions string

// appliedPath is the file with the digest of the manifests that this machine has applied.
const appliedPath = "/system/state/manifests-applied"

// ApplyManifests applies Talos' manifests and the config's inline manifests to the cluster, once per content.
func ApplyManifests(ctx context.Context, node *machineconfig.Node) error {
	manifests, err := Manifests(node)
	if err != nil {
		return err
	}
	sum := sha256.Sum256([]byte(strings.Join(manifests, "\x00")))
	digest := hex.EncodeToString(sum[:])
	if applied, _ := node.Root.Read(appliedPath); string(applied) == digest {
		return nil
	}
	for _, manifest := range manifests {
		if err := apply(ctx, node, manifest); err != nil {
			return err
		}
	}
	return node.Root.Write(appliedPath, []byte(digest), 0o600)
}

// Manifests returns the bootstrap manifests, each inline manifest, and the definitions of Cilium if it is one of them.
func Manifests(node *machineconfig.Node) ([]string, error) {
	parsed, err := template.New("bootstrap.yaml").Parse(bootstrapManifests)
	if err != nil {
		return nil, err
	}
	bootstrap := &bytes.Buffer{}
	if err := parsed.Execute(bootstrap, node.Cluster().Token()); err != nil {
		return nil, err
	}
	manifests := []string{bootstrap.String()}
	for _, inline := range node.Cluster().InlineManifests() {
		manifests = append(manifests, inline.Contents())
		if inline.Name() == "cilium" {
			manifests = append(manifests, ciliumDefinitions)
		}
	}
	return manifests, nil
}

// apply passes a manifest to kubectl on standard input, because manifests contain secrets.
func apply(ctx context.Context, node *machineconfig.Node, manifest string) error {
	command := exec.CommandContext(ctx, process.Binary("kubectl"), "--kubeconfig="+node.Root.Path(AdminKubeconfig),
		"apply", "--server-side", "--field-manager=talos", "--filename=-")
	command.Env = []string{"HOME=" + node.Root.Path("/system/run")}
	command.Stdin = strings.NewReader(manifest)
	output, err := command.CombinedOutput()
	if err != nil && !onlyConflicts(string(output)) {
		return fmt.Errorf("apply manifests: %w: %s", err, output)
	}
	return nil
}

// onlyConflicts reports whether kubectl only failed on fields that others have changed: as on Talos, their values are kept.
func onlyConflicts(output string) bool {
	for line := range strings.Lines(output) {
		failed := strings.HasPrefix(strings.ToLower(line), "error")
		if failed && !strings.Contains(line, "Apply failed with") {
			return false
		}
	}
	return strings.Contains(output, "Apply failed with")
}

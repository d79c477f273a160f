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

	"slipway/lab/nodes/internal/machineconfig"
	"slipway/lab/nodes/internal/process"
)

// bootstrapManifests are Talos' own: what lets machines join with the cluster's token and learn the control planes' addresses.
//
//go:embed bootstrap.yaml
var bootstrapManifests string

// appliedPath keeps the digest of the manifests that this machine has applied.
const appliedPath = "/system/state/manifests-applied"

// ApplyManifests brings Talos' and the config's inline manifests into the cluster, once for each content.
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

// Manifests are the documents of the bootstrap manifests and of each inline manifest.
func Manifests(node *machineconfig.Node) ([]string, error) {
	parsed, err := template.New("bootstrap.yaml").Parse(bootstrapManifests)
	if err != nil {
		return nil, err
	}
	own := &bytes.Buffer{}
	if err := parsed.Execute(own, node.Cluster().Token()); err != nil {
		return nil, err
	}
	manifests := []string{own.String()}
	for _, inline := range node.Cluster().InlineManifests() {
		manifests = append(manifests, inline.Contents())
	}
	return manifests, nil
}

// apply hands one manifest to kubectl on standard input, because manifests hold secrets.
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

// onlyConflicts tells that others have changed the objects since: as Talos, the machine leaves theirs alone.
func onlyConflicts(output string) bool {
	for line := range strings.Lines(output) {
		fault := strings.HasPrefix(strings.ToLower(line), "error")
		if fault && !strings.Contains(line, "Apply failed with") {
			return false
		}
	}
	return strings.Contains(output, "Apply failed with")
}

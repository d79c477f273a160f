package workload

import (
	"context"
	"os"
	"slices"
	"testing"
	"time"

	core "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"slipway/lab/talosnode/internal/disk"
)

// withTokens returns the controller's pod with a token of ten minutes for each cluster.
func withTokens(created time.Time, clusters ...string) *core.Pod {
	controller := pod(controllerPod, controllerName, core.PodRunning)
	controller.CreationTimestamp = metav1.NewTime(created)
	seconds := int64(600)
	var sources []core.VolumeProjection
	for _, cluster := range clusters {
		sources = append(sources, core.VolumeProjection{ServiceAccountToken: &core.ServiceAccountTokenProjection{
			Audience: "slipway.dev/clusters/" + cluster, ExpirationSeconds: &seconds, Path: cluster,
		}})
	}
	controller.Spec.Volumes = []core.Volume{
		{Name: "other", VolumeSource: core.VolumeSource{Projected: &core.ProjectedVolumeSource{Sources: []core.VolumeProjection{
			{ServiceAccountToken: &core.ServiceAccountTokenProjection{Path: "token"}},
		}}}},
		{Name: "clusters", VolumeSource: core.VolumeSource{Projected: &core.ProjectedVolumeSource{Sources: sources}}},
	}
	controller.Spec.Containers = []core.Container{{VolumeMounts: []core.VolumeMount{
		{Name: "other", MountPath: "/var/run/secrets/kubernetes.io/serviceaccount"},
		{Name: "clusters", MountPath: clusterTokens},
	}}}
	return &controller
}

func TestTokensAreWrittenAsAKubeletDoes(t *testing.T) {
	root := disk.Root(t.TempDir())
	start := time.Now().Truncate(time.Second)
	var requested []string
	request := func(_ context.Context, _ *core.Pod, projection core.ServiceAccountTokenProjection) (string, error) {
		requested = append(requested, projection.Audience)
		return "token of " + projection.Audience, nil
	}
	for _, step := range []struct {
		name  string
		pod   *core.Pod
		after time.Duration
		want  []string
		files []string
	}{
		{"first", withTokens(start, "a", "b"), 0, []string{"slipway.dev/clusters/a", "slipway.dev/clusters/b"}, []string{"a", "b"}},
		{"before 80 % of the lifetime", withTokens(start, "a", "b"), 479 * time.Second, nil, []string{"a", "b"}},
		{"after 80 % of the lifetime", withTokens(start, "a", "b"), 480 * time.Second, []string{"slipway.dev/clusters/a", "slipway.dev/clusters/b"}, []string{"a", "b"}},
		{"new pod without a cluster", withTokens(start.Add(time.Second), "b"), 1 * time.Second, []string{"slipway.dev/clusters/b"}, []string{"b"}},
	} {
		requested = nil
		if err := writeTokens(context.Background(), root, "/tokens", step.pod, clusterTokens, start.Add(step.after), request); err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(requested, step.want) {
			t.Errorf("%s: requested %v, want %v", step.name, requested, step.want)
		}
		var files []string
		entries, _ := os.ReadDir(root.Path("/tokens"))
		for _, entry := range entries {
			files = append(files, entry.Name())
			os.Chtimes(root.Path("/tokens/"+entry.Name()), start, start)
		}
		if !slices.Equal(files, step.files) {
			t.Errorf("%s: files %v, want %v", step.name, files, step.files)
		}
	}
	if content, _ := root.Read("/tokens/b"); string(content) != "token of slipway.dev/clusters/b" {
		t.Errorf("the file contains %q", content)
	}
}

package workload

import (
	"context"
	"slices"
	"strings"
	"testing"

	"k8s.io/apimachinery/pkg/types"

	"slipway/lab/talosnode/internal/disk"
)

// recorder records the calls that a supervisor would receive.
type recorder struct{ calls []string }

func (r *recorder) Ensure(_ context.Context, names ...string) error {
	r.calls = append(r.calls, "ensure "+strings.Join(names, " "))
	return nil
}

func (r *recorder) Stop(_ context.Context, names ...string) error {
	r.calls = append(r.calls, "stop "+strings.Join(names, " "))
	return nil
}

func TestProgramsOfAFormerPodAreStopped(t *testing.T) {
	root := disk.Root(t.TempDir())
	w := workload{programs: []program{{name: "redis"}, {name: "controller"}}}
	for _, step := range []struct {
		name string
		pod  types.UID
		want []string
	}{
		{"first pod", "1", []string{"stop controller redis", "ensure redis controller"}},
		{"same pod", "1", []string{"ensure redis controller"}},
		{"new pod of the same name", "2", []string{"stop controller redis", "ensure redis controller"}},
		{"same pod again", "2", []string{"ensure redis controller"}},
	} {
		group := &recorder{}
		if err := w.start(context.Background(), root, group, step.pod, func() error { return nil }); err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(group.calls, step.want) {
			t.Errorf("%s: %q, want %q", step.name, group.calls, step.want)
		}
	}
}

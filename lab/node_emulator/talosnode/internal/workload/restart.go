package workload

import (
	"context"
	"errors"
	"io/fs"
	"slices"

	"k8s.io/apimachinery/pkg/types"

	"slipway/lab/talosnode/internal/disk"
)

// programs starts and stops programs of the machine, as supervisor.Group does.
type programs interface {
	Ensure(ctx context.Context, names ...string) error
	Stop(ctx context.Context, names ...string) error
}

// start starts the programs of a pod. Programs of a former pod of the same name are stopped first, as a kubelet stops its
// containers: their tokens are invalid as soon as that pod is deleted. prepare is called for each new pod.
func (w workload) start(ctx context.Context, root disk.Root, group programs, pod types.UID, prepare func() error) error {
	file := folderOf(w.programs[0].name) + "/pod-uid"
	former, err := root.Read(file)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if string(former) != string(pod) {
		if err := w.stop(ctx, group); err != nil {
			return err
		}
		if err := prepare(); err != nil {
			return err
		}
		if err := root.Write(file, []byte(pod), 0o600); err != nil {
			return err
		}
	}
	return group.Ensure(ctx, w.names()...)
}

// stop stops the programs in the opposite order of their start.
func (w workload) stop(ctx context.Context, group programs) error {
	stopping := w.names()
	slices.Reverse(stopping)
	return group.Stop(ctx, stopping...)
}

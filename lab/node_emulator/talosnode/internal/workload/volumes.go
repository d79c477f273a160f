package workload

import (
	"context"
	"fmt"
	"os"

	core "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	client "k8s.io/client-go/kubernetes"

	"slipway/lab/talosnode/internal/disk"
)

// volumes writes the volumes of a pod into a folder of the machine's disk, as a kubelet does. Owners and modes are the emulator's.
type volumes struct {
	access client.Interface
	root   disk.Root
	pod    *core.Pod
	folder string
}

// write returns the host's folder of each volume.
func (v volumes) write(ctx context.Context) (map[string]string, error) {
	folders := map[string]string{}
	for _, volume := range v.pod.Spec.Volumes {
		folder := v.folder + "/" + volume.Name
		if volume.HostPath != nil {
			folder = volume.HostPath.Path
		}
		if err := os.MkdirAll(v.root.Path(folder), 0o700); err != nil {
			return nil, err
		}
		if err := v.fill(ctx, folder, volume.VolumeSource); err != nil {
			return nil, fmt.Errorf("volume %s of the pod %s: %w", volume.Name, v.pod.Name, err)
		}
		folders[volume.Name] = v.root.Path(folder)
	}
	return folders, nil
}

func (v volumes) fill(ctx context.Context, folder string, source core.VolumeSource) error {
	switch {
	case source.ConfigMap != nil:
		return v.configMap(ctx, folder, source.ConfigMap.Name, source.ConfigMap.Items)
	case source.Secret != nil:
		return v.secret(ctx, folder, source.Secret.SecretName)
	case source.Projected != nil:
		return v.projected(ctx, folder, source.Projected.Sources)
	case source.HostPath != nil, source.EmptyDir != nil:
		return nil
	default:
		return fmt.Errorf("the emulator does not have this kind of volume")
	}
}

func (v volumes) configMap(ctx context.Context, folder, name string, items []core.KeyToPath) error {
	object, err := v.access.CoreV1().ConfigMaps(v.pod.Namespace).Get(ctx, name, metav1.GetOptions{})
	if err != nil {
		return err
	}
	if items == nil {
		for key := range object.Data {
			items = append(items, core.KeyToPath{Key: key, Path: key})
		}
	}
	for _, item := range items {
		if err := v.root.Write(folder+"/"+item.Path, []byte(object.Data[item.Key]), 0o644); err != nil {
			return err
		}
	}
	return nil
}

func (v volumes) secret(ctx context.Context, folder, name string) error {
	object, err := v.access.CoreV1().Secrets(v.pod.Namespace).Get(ctx, name, metav1.GetOptions{})
	if err != nil {
		return err
	}
	for key, value := range object.Data {
		if err := v.root.Write(folder+"/"+key, value, 0o600); err != nil {
			return err
		}
	}
	return nil
}

// projected leaves out tokens: writeTokens renews them.
func (v volumes) projected(ctx context.Context, folder string, sources []core.VolumeProjection) error {
	for _, source := range sources {
		if source.ConfigMap == nil {
			continue
		}
		if err := v.configMap(ctx, folder, source.ConfigMap.Name, source.ConfigMap.Items); err != nil {
			return err
		}
	}
	return nil
}

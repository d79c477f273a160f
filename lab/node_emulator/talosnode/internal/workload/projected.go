package workload

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"time"

	core "k8s.io/api/core/v1"

	"slipway/lab/talosnode/internal/disk"
)

// clusterTokens is where Argo CD's controller has a token for each Management Cluster; docs/adr/0034.
const clusterTokens = "/var/run/secrets/slipway.dev/clusters"

// heartbeatToken is where the audit shipper has the token for its heartbeat.
const heartbeatToken = "/var/run/secrets/slipway.dev/heartbeat"

// requester requests a token of a pod's service account for an audience.
type requester func(ctx context.Context, pod *core.Pod, projection core.ServiceAccountTokenProjection) (string, error)

// writeTokens writes the tokens that a pod mounts at a path into a folder of the disk, as a kubelet does: each again after 80 % of
// its lifetime, and all of a new pod.
func writeTokens(ctx context.Context, root disk.Root, folder string, pod *core.Pod, path string, now time.Time, request requester) error {
	current := map[string]bool{}
	for _, source := range sources(pod, path) {
		for _, file := range configMapFiles(source) {
			current[file] = true
		}
	}
	for _, projection := range projections(pod, path) {
		current[projection.Path] = true
		file := folder + "/" + projection.Path
		info, err := os.Stat(root.Path(file))
		if err == nil && isFresh(info.ModTime(), pod, projection, now) {
			continue
		}
		token, err := request(ctx, pod, projection)
		if err != nil {
			return fmt.Errorf("token of the pod %s for %s: %w", pod.Name, projection.Audience, err)
		}
		if err := root.Write(file, []byte(token), 0o600); err != nil {
			return err
		}
	}
	return removeOthers(root, folder, current)
}

func configMapFiles(source core.VolumeProjection) []string {
	var files []string
	if source.ConfigMap != nil {
		for _, item := range source.ConfigMap.Items {
			files = append(files, item.Path)
		}
	}
	return files
}

// projections returns the service account tokens of the volumes that the pod's containers mount at a path.
func projections(pod *core.Pod, path string) []core.ServiceAccountTokenProjection {
	var found []core.ServiceAccountTokenProjection
	for _, source := range sources(pod, path) {
		if source.ServiceAccountToken != nil {
			found = append(found, *source.ServiceAccountToken)
		}
	}
	return found
}

func sources(pod *core.Pod, path string) []core.VolumeProjection {
	var found []core.VolumeProjection
	for _, container := range pod.Spec.Containers {
		for _, mount := range container.VolumeMounts {
			for _, volume := range pod.Spec.Volumes {
				if mount.MountPath == path && mount.Name == volume.Name && volume.Projected != nil {
					found = append(found, volume.Projected.Sources...)
				}
			}
		}
	}
	return found
}

func isFresh(written time.Time, pod *core.Pod, projection core.ServiceAccountTokenProjection, now time.Time) bool {
	seconds := int64(tokenSeconds)
	if projection.ExpirationSeconds != nil {
		seconds = *projection.ExpirationSeconds
	}
	age := now.Sub(written)
	return age < time.Duration(seconds)*time.Second*4/5 && !written.Before(pod.CreationTimestamp.Time)
}

func removeOthers(root disk.Root, folder string, current map[string]bool) error {
	entries, err := os.ReadDir(root.Path(folder))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	for _, entry := range entries {
		if !current[entry.Name()] {
			err = errors.Join(err, root.Remove(folder+"/"+entry.Name()))
		}
	}
	return err
}

package machineconfig

import (
	"errors"
	"fmt"
	"strings"

	"github.com/siderolabs/talos/pkg/machinery/config/config"
)

// WriteFiles writes the config's machine.files to the disk.
func (n *Node) WriteFiles() error {
	files, err := n.Machine().Files()
	if err != nil {
		return fmt.Errorf("machine.files: %w", err)
	}
	var faults []error
	for _, file := range files {
		if err := n.writeFile(file); err != nil {
			faults = append(faults, fmt.Errorf("machine.files %s: %w", file.Path(), err))
		}
	}
	return errors.Join(faults...)
}

func (n *Node) writeFile(file config.File) error {
	content := file.Content()
	if file.Op() == "append" {
		old, _ := n.Root.Read(file.Path())
		if strings.HasSuffix(string(old), content) {
			return nil
		}
		content = string(old) + content
	}
	return n.Root.Write(file.Path(), []byte(content), file.Permissions())
}

// Volumes returns a function that maps a static pod's mount paths to paths of the machine, according to its extraVolumes.
func Volumes(mounts []config.VolumeMount) func(path string) string {
	return func(path string) string {
		best := ""
		mapped := path
		for _, mount := range mounts {
			inside := path == mount.MountPath() || strings.HasPrefix(path, strings.TrimSuffix(mount.MountPath(), "/")+"/")
			if inside && len(mount.MountPath()) > len(best) {
				best = mount.MountPath()
				mapped = strings.TrimSuffix(mount.HostPath(), "/") + strings.TrimPrefix(path, strings.TrimSuffix(best, "/"))
			}
		}
		return mapped
	}
}

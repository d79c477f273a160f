package workload

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strings"

	core "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	client "k8s.io/client-go/kubernetes"

	"slipway/lab/talosnode/internal/disk"
	"slipway/lab/talosnode/internal/machineconfig"
	"slipway/lab/talosnode/internal/process"
)

// initSeparator is between the names of a container and of an init container, which is a program too.
const initSeparator = "/"

// variable is a reference to an environment variable in a command. Source: Kubernetes, "Define a Command and Arguments".
var variable = regexp.MustCompile(`\$\(([A-Za-z_][A-Za-z0-9_]*)\)`)

// containers are the resolved commands of a pod: Before one after another, then Main. The image is the lab's profile.
type containers struct {
	Before map[string]process.Command
	Order  []string
	Main   process.Command
}

func containersFile(program string) string {
	return folderOf(program) + "/containers.json"
}

// writeContainers resolves the commands, environment variables and volumes of a pod, and records them for `talosnode run`.
func writeContainers(ctx context.Context, root disk.Root, access client.Interface, pod *core.Pod, program program) error {
	folders, err := volumes{access: access, root: root, pod: pod, folder: volumesOf(program.name)}.write(ctx)
	if err != nil {
		return err
	}
	resolved := containers{Before: map[string]process.Command{}}
	for _, container := range pod.Spec.InitContainers {
		if resolved.Before[container.Name], err = resolve(ctx, access, pod, container, folders); err != nil {
			return err
		}
		resolved.Order = append(resolved.Order, container.Name)
	}
	main, err := containerOf(pod, program.name)
	if err != nil {
		return err
	}
	if resolved.Main, err = resolve(ctx, access, pod, main, folders); err != nil {
		return err
	}
	if program.binary != "" {
		resolved.Main.Name = program.binary
	}
	content, err := json.Marshal(resolved)
	if err != nil {
		return err
	}
	return root.Write(containersFile(program.name), content, 0o600)
}

func containerOf(pod *core.Pod, name string) (core.Container, error) {
	for _, container := range pod.Spec.Containers {
		if container.Name == name {
			return container, nil
		}
	}
	return core.Container{}, fmt.Errorf("the pod %s has no container %s", pod.Name, name)
}

func resolve(ctx context.Context, access client.Interface, pod *core.Pod, container core.Container, folders map[string]string) (process.Command, error) {
	values, err := variables(ctx, access, pod, container)
	if err != nil {
		return process.Command{}, fmt.Errorf("container %s of the pod %s: %w", container.Name, pod.Name, err)
	}
	command := append(slices.Clone(container.Command), container.Args...)
	for i, word := range command {
		command[i] = expand(word, values)
	}
	mounts := map[string]string{}
	for _, mount := range container.VolumeMounts {
		mounts[mount.MountPath] = folders[mount.Name]
	}
	resolved := process.Command{Name: command[0], Args: command[1:], Mounts: mounts}
	for name, value := range values {
		resolved.Env = append(resolved.Env, name+"="+value)
	}
	slices.Sort(resolved.Env)
	return resolved, nil
}

// expand replaces references to known variables.
func expand(text string, values map[string]string) string {
	return variable.ReplaceAllStringFunc(text, func(reference string) string {
		if value, found := values[reference[2:len(reference)-1]]; found {
			return value
		}
		return reference
	})
}

func variables(ctx context.Context, access client.Interface, pod *core.Pod, container core.Container) (map[string]string, error) {
	values := map[string]string{}
	for _, source := range container.EnvFrom {
		object, err := access.CoreV1().ConfigMaps(pod.Namespace).Get(ctx, source.ConfigMapRef.Name, metav1.GetOptions{})
		if err != nil {
			return nil, err
		}
		for key, value := range object.Data {
			values[key] = value
		}
	}
	fields := map[string]string{"spec.nodeName": pod.Spec.NodeName, "status.hostIP": pod.Status.HostIP}
	for name, value := range pod.Annotations {
		fields["metadata.annotations['"+name+"']"] = value
	}
	for _, one := range container.Env {
		values[one.Name] = expand(one.Value, values)
		if one.ValueFrom != nil {
			values[one.Name] = fields[one.ValueFrom.FieldRef.FieldPath]
		}
	}
	return values, nil
}

// containerCommand runs the init containers of a recorded pod and returns the command of its container; of `NAME/INIT` that of an
// init container.
func containerCommand(node *machineconfig.Node, name string) (process.Command, error) {
	program, init, isInit := strings.Cut(name, initSeparator)
	content, err := node.Root.Read(containersFile(program))
	if err != nil {
		return process.Command{}, err
	}
	var recorded containers
	if err := json.Unmarshal(content, &recorded); err != nil {
		return process.Command{}, err
	}
	if isInit {
		return recorded.Before[init], nil
	}
	for _, init := range recorded.Order {
		if err := runInit(node, program+initSeparator+init); err != nil {
			return process.Command{}, err
		}
	}
	return recorded.Main, nil
}

func runInit(node *machineconfig.Node, name string) error {
	talosnode, err := os.Executable()
	if err != nil {
		return err
	}
	command := exec.Command(talosnode, "run", name, "-dir", string(node.Root), "-address", node.Address.String())
	command.Stdout, command.Stderr = os.Stdout, os.Stderr
	if err := command.Run(); err != nil {
		return fmt.Errorf("init container %s: %w", name, err)
	}
	return nil
}

package workload

import (
	"context"
	"fmt"
	"log"
	"os"
	"slices"
	"strings"
	"time"

	core "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	client "k8s.io/client-go/kubernetes"

	"slipway/lab/talosnode/internal/kubelet"
	"slipway/lab/talosnode/internal/machineconfig"
	"slipway/lab/talosnode/internal/process"
	"slipway/lab/talosnode/internal/supervisor"
)

// folderOf returns a program's folder on the machine's disk.
func folderOf(program string) string {
	return "/var/lib/workload/" + program
}

// volumesOf returns the folder of the volumes of a program that is a pod's container.
func volumesOf(program string) string {
	return folderOf(program) + "/volumes"
}

// tokensOf returns the folder of a program's tokens for other clusters.
func tokensOf(program string) string {
	return folderOf(program) + "/clusters"
}

// Reconcile starts and stops the table's programs when their pods are bound to this machine or deleted.
func Reconcile(ctx context.Context, node *machineconfig.Node, group *supervisor.Group, interval time.Duration) error {
	access, err := kubelet.Client(ctx, node)
	if err != nil {
		return err
	}
	for ctx.Err() == nil {
		pods, err := podsHere(ctx, node, access, metav1.NamespaceAll)
		if err != nil {
			return err
		}
		for _, workload := range wanted() {
			if err := workload.reconcile(ctx, node, access, group, pods); err != nil {
				return err
			}
		}
		select {
		case <-ctx.Done():
		case <-time.After(interval):
		}
	}
	return ctx.Err()
}

// podsHere lists the pods that are bound to this machine's Node, the only ones that a kubelet may read.
func podsHere(ctx context.Context, node *machineconfig.Node, access client.Interface, namespace string) ([]core.Pod, error) {
	list, err := access.CoreV1().Pods(namespace).List(ctx, metav1.ListOptions{FieldSelector: "spec.nodeName=" + node.Hostname})
	if err != nil {
		return nil, fmt.Errorf("pods of %s: %w", node.Hostname, err)
	}
	return list.Items, nil
}

func (w workload) reconcile(ctx context.Context, node *machineconfig.Node, access client.Interface, group *supervisor.Group, pods []core.Pod) error {
	if running := slices.IndexFunc(pods, w.runsIn); running >= 0 {
		pod := &pods[running]
		if err := w.writeTokens(ctx, node, access, pod); err != nil {
			return err
		}
		return w.start(ctx, node.Root, group, pod.UID, func() error { return w.writeContainers(ctx, node, access, pod) })
	}
	return w.stop(ctx, group)
}

// writeTokens writes the pod's tokens for other clusters into the folders of the programs that mount them.
func (w workload) writeTokens(ctx context.Context, node *machineconfig.Node, access client.Interface, pod *core.Pod) error {
	request := func(ctx context.Context, pod *core.Pod, projection core.ServiceAccountTokenProjection) (string, error) {
		seconds := int64(tokenSeconds)
		if projection.ExpirationSeconds != nil {
			seconds = *projection.ExpirationSeconds
		}
		var audiences []string
		if projection.Audience != "" {
			audiences = append(audiences, projection.Audience)
		}
		token, err := requestToken(ctx, access, pod, seconds, audiences...)
		if err != nil {
			return "", err
		}
		return token.Status.Token, nil
	}
	for _, program := range w.programs {
		if program.tokens == "" {
			continue
		}
		if err := writeTokens(ctx, node.Root, program.tokensFolder(pod), pod, program.tokens, time.Now(), request); err != nil {
			return err
		}
	}
	return nil
}

// tokensFolder returns the folder of the volume that the pod mounts at the path, for a program that is its container.
func (p program) tokensFolder(pod *core.Pod) string {
	if p.command != nil {
		return tokensOf(p.name)
	}
	container, err := containerOf(pod, p.name)
	if err != nil {
		return tokensOf(p.name)
	}
	for _, mount := range container.VolumeMounts {
		if mount.MountPath == p.tokens {
			return volumesOf(p.name) + "/" + mount.Name
		}
	}
	return tokensOf(p.name)
}

func (w workload) writeContainers(ctx context.Context, node *machineconfig.Node, access client.Interface, pod *core.Pod) error {
	for _, program := range w.programs {
		if program.command == nil {
			if err := writeContainers(ctx, node.Root, access, pod, program); err != nil {
				return err
			}
		}
	}
	return nil
}

func (w workload) runsIn(pod core.Pod) bool {
	return pod.Namespace == w.namespace && pod.Labels[nameLabel] == w.label && pod.Status.Phase == core.PodRunning && pod.DeletionTimestamp == nil
}

func (w workload) names() []string {
	var names []string
	for _, program := range w.programs {
		names = append(names, program.name)
	}
	return names
}

// OnControlPlanes reports whether pods on control-plane nodes have programs: only those of platform apps.
func OnControlPlanes() bool {
	return process.InProfile(catalogueTool)
}

// wanted returns the workloads whose tools the lab's profile has.
func wanted() []workload {
	return slices.DeleteFunc(slices.Clone(table), func(w workload) bool {
		return w.tool != "" && !process.InProfile(w.tool)
	})
}

// Programs returns the names of the table's programs in the order in which they are stopped.
func Programs() []string {
	var names []string
	for _, workload := range wanted() {
		names = append(names, workload.names()...)
	}
	slices.Reverse(names)
	return names
}

// Command prepares a program's folder and returns its command; found is false if the table does not contain it.
func Command(node *machineconfig.Node, name string) (command process.Command, found bool, err error) {
	container, _, _ := strings.Cut(name, initSeparator)
	for _, workload := range table {
		for _, program := range workload.programs {
			if program.name == container && program.command == nil {
				command, err = containerCommand(node, name)
				return command, true, err
			}
			if program.name == name {
				command, err = program.prepare(node, workload.namespace)
				return command, true, err
			}
		}
	}
	return process.Command{}, false, nil
}

func (p program) prepare(node *machineconfig.Node, namespace string) (process.Command, error) {
	folder := node.Root.Path(folderOf(p.name))
	for _, part := range []string{"tmp", "tls", "ssh", "gpg", "plugins"} {
		if err := os.MkdirAll(folder+"/"+part, 0o700); err != nil {
			return process.Command{}, err
		}
	}
	if p.serviceAccount != "" {
		if err := p.writeKubeconfig(node, namespace); err != nil {
			return process.Command{}, err
		}
	}
	command := p.command(folder)
	command.Env = append(command.Env, environment(folder)...)
	if p.tokens != "" {
		tokens := node.Root.Path(tokensOf(p.name))
		if err := os.MkdirAll(tokens, 0o700); err != nil {
			return process.Command{}, err
		}
		command.Mounts = map[string]string{p.tokens: tokens}
	}
	log.Printf("%s runs in %s", p.name, folder)
	return command, nil
}

func (p program) writeKubeconfig(node *machineconfig.Node, namespace string) error {
	talosnode, err := os.Executable()
	if err != nil {
		return err
	}
	content, err := kubeconfig(node, talosnode, namespace, p.serviceAccount)
	if err != nil {
		return err
	}
	return node.Root.Write(folderOf(p.name)+"/kubeconfig", content, 0o600)
}

package kubelet

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	core "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"
	client "k8s.io/client-go/kubernetes"

	"slipway/lab/talosnode/internal/machineconfig"
)

const (
	controlPlaneRole = "node-role.kubernetes.io/control-plane"
	kubeletPort      = 10250
)

// Capacity is the CPU and memory of the machine's flavor, available to pods.
type Capacity struct {
	CPU, Memory string
}

// Register creates or updates the machine's Node with the kubelet's credential.
func Register(ctx context.Context, node *machineconfig.Node, kubelet client.Interface, capacity Capacity) error {
	wanted, err := object(node, capacity)
	if err != nil {
		return err
	}
	_, err = kubelet.CoreV1().Nodes().Create(ctx, wanted, metav1.CreateOptions{})
	if apierrors.IsAlreadyExists(err) {
		err = patch(ctx, kubelet, node.Hostname, map[string]any{"status": wanted.Status}, "status")
	}
	if err != nil {
		return fmt.Errorf("register the Node %s: %w", node.Hostname, err)
	}
	return nil
}

// object returns the Node as a kubelet creates it; the annotation makes kwok manage it.
func object(node *machineconfig.Node, capacity Capacity) (*core.Node, error) {
	cpu, err := resource.ParseQuantity(capacity.CPU)
	if err != nil {
		return nil, fmt.Errorf("cpu %q: %w (allowed: a quantity, for example 4)", capacity.CPU, err)
	}
	memory, err := resource.ParseQuantity(capacity.Memory)
	if err != nil {
		return nil, fmt.Errorf("memory %q: %w (allowed: a quantity, for example 8Gi)", capacity.Memory, err)
	}
	resources := core.ResourceList{"cpu": cpu, "memory": memory, "pods": resource.MustParse("110"), "ephemeral-storage": resource.MustParse("90Gi")}
	return &core.Node{
		ObjectMeta: metav1.ObjectMeta{
			Name:        node.Hostname,
			Labels:      map[string]string{"kubernetes.io/hostname": node.Hostname, "kubernetes.io/os": "linux", "kubernetes.io/arch": "amd64"},
			Annotations: annotations(node),
		},
		Spec: core.NodeSpec{Taints: taints(node)},
		Status: core.NodeStatus{
			Capacity:        resources,
			Allocatable:     resources,
			Addresses:       []core.NodeAddress{{Type: core.NodeInternalIP, Address: node.Address.String()}, {Type: core.NodeHostName, Address: node.Hostname}},
			DaemonEndpoints: core.NodeDaemonEndpoints{KubeletEndpoint: core.DaemonEndpoint{Port: kubeletPort}},
			NodeInfo: core.NodeSystemInfo{
				Architecture: "amd64", OperatingSystem: "linux", OSImage: "Talos (v1.13.9)", KernelVersion: "6.18.1-talos",
				ContainerRuntimeVersion: "containerd://2.1.5", KubeletVersion: node.KubernetesVersion(), BootID: BootID(node),
			},
		},
	}, nil
}

func annotations(node *machineconfig.Node) map[string]string {
	all := map[string]string{"kwok.x-k8s.io/node": "fake"}
	maps.Copy(all, node.Machine().NodeAnnotations())
	return all
}

// taints returns the config's taints, each "value:effect" or "effect", and the control-plane taint.
func taints(node *machineconfig.Node) []core.Taint {
	var all []core.Taint
	config := node.Machine().NodeTaints()
	for _, key := range slices.Sorted(maps.Keys(config)) {
		text := config[key]
		value, effect, both := strings.Cut(text, ":")
		if !both {
			value, effect = "", text
		}
		all = append(all, core.Taint{Key: key, Value: value, Effect: core.TaintEffect(effect)})
	}
	if node.ControlPlane() && !node.Cluster().ScheduleOnControlPlanes() {
		all = append(all, core.Taint{Key: controlPlaneRole, Effect: core.TaintEffectNoSchedule})
	}
	return all
}

// BootID changes at every start of the machine.
func BootID(node *machineconfig.Node) string {
	id, _ := node.Root.Read(BootIDPath)
	return string(id)
}

// BootIDPath is the file with the ID of the machine's boot.
const BootIDPath = "/system/run/boot_id"

// SetBootID starts a new boot.
func SetBootID(node *machineconfig.Node, id string) error {
	return node.Root.Write(BootIDPath, []byte(id), 0o644)
}

func patch(ctx context.Context, access client.Interface, name string, change map[string]any, subresources ...string) error {
	content, err := json.Marshal(change)
	if err != nil {
		return err
	}
	_, err = access.CoreV1().Nodes().Patch(ctx, name, types.StrategicMergePatchType, content, metav1.PatchOptions{}, subresources...)
	return err
}

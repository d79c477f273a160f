package kubelet

import (
	"testing"

	"github.com/siderolabs/talos/pkg/machinery/config/machine"

	"slipway/lab/nodes/internal/machineconfig/machineconfigtest"
)

func TestNodeIsWhatAKubeletRegisters(t *testing.T) {
	node := machineconfigtest.Node(t, machine.TypeWorker, "machine:\n  nodeTaints: {dedicated: 'db:NoSchedule'}\n  nodeAnnotations: {example.org/rack: r1}\n")
	wanted, err := object(node, Capacity{CPU: "4", Memory: "8Gi"})
	if err != nil {
		t.Fatal(err)
	}
	if wanted.Name != node.Hostname || wanted.Status.Addresses[0].Address != "10.41.0.11" || wanted.Status.NodeInfo.KubeletVersion != "v1.34.4" {
		t.Errorf("node %v", wanted)
	}
	if taint := wanted.Spec.Taints[0]; taint.Key != "dedicated" || taint.Value != "db" || taint.Effect != "NoSchedule" {
		t.Errorf("taint %v", taint)
	}
	if wanted.Annotations["example.org/rack"] != "r1" || wanted.Annotations["kwok.x-k8s.io/node"] != "fake" {
		t.Errorf("annotations %v", wanted.Annotations)
	}
}

func TestControlPlaneIsTaintedUnlessSchedulable(t *testing.T) {
	for patch, want := range map[string]int{
		"machine: {}": 1,
		"cluster:\n  allowSchedulingOnControlPlanes: true\n": 0,
	} {
		node := machineconfigtest.Node(t, machine.TypeControlPlane, patch)
		if got := len(taints(node)); got != want {
			t.Errorf("%q: %d taints, want %d", patch, got, want)
		}
	}
}

func TestCapacityIsAQuantity(t *testing.T) {
	node := machineconfigtest.Node(t, machine.TypeWorker)
	if _, err := object(node, Capacity{CPU: "four", Memory: "8Gi"}); err == nil {
		t.Error("cpu four was accepted")
	}
}

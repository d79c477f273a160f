package kubelet

import (
	"maps"
	"slices"
	"testing"

	"github.com/siderolabs/talos/pkg/machinery/config/machine"
	core "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/kubernetes/fake"

	"slipway/lab/talosnode/internal/machineconfig"
	"slipway/lab/talosnode/internal/machineconfig/machineconfigtest"
)

func TestTheNodeFollowsTheConfig(t *testing.T) {
	node := machineconfigtest.Node(t, machine.TypeWorker)
	plain, _ := node.Bytes()
	cluster := fake.NewClientset(&core.Node{
		ObjectMeta: metav1.ObjectMeta{Name: node.Hostname, Labels: map[string]string{"set-by": "another"}},
		Spec:       core.NodeSpec{Taints: []core.Taint{{Key: "maintenance", Effect: core.TaintEffectNoSchedule}}},
	})
	apply := func(patch string) *core.Node {
		t.Helper()
		changed, _, err := machineconfig.Parse(machineconfigtest.Patched(t, plain, patch))
		if err != nil {
			t.Fatal(err)
		}
		if err := Apply(t.Context(), node.With(changed), cluster); err != nil {
			t.Fatal(err)
		}
		current, err := cluster.CoreV1().Nodes().Get(t.Context(), node.Hostname, metav1.GetOptions{})
		if err != nil {
			t.Fatal(err)
		}
		return current
	}
	first := apply("machine:\n  nodeLabels: {rack: r1, old: x, set-by: config}\n  nodeAnnotations: {note: a}\n  nodeTaints: {dedicated: 'db:NoSchedule'}\n")
	if !maps.Equal(first.Labels, map[string]string{"rack": "r1", "old": "x", "set-by": "another"}) || first.Annotations["note"] != "a" {
		t.Errorf("labels %v, annotations %v", first.Labels, first.Annotations)
	}
	if first.Annotations["talos.dev/owned-labels"] != `["old","rack"]` || first.Annotations["talos.dev/owned-taints"] != `["dedicated"]` {
		t.Errorf("annotations %v", first.Annotations)
	}
	second := apply("machine:\n  nodeLabels: {rack: r2}\n  nodeTaints: {dedicated: 'cache:NoExecute'}\n")
	if !maps.Equal(second.Labels, map[string]string{"rack": "r2", "set-by": "another"}) {
		t.Errorf("labels %v", second.Labels)
	}
	want := []core.Taint{{Key: "maintenance", Effect: "NoSchedule"}, {Key: "dedicated", Value: "cache", Effect: "NoExecute"}}
	if _, noted := second.Annotations["note"]; noted || !slices.Equal(second.Spec.Taints, want) {
		t.Errorf("annotations %v, taints %v", second.Annotations, second.Spec.Taints)
	}
	last := apply("machine: {}\n")
	if len(last.Labels) != 1 || len(last.Spec.Taints) != 1 || len(last.Annotations) != 0 {
		t.Errorf("labels %v, annotations %v, taints %v", last.Labels, last.Annotations, last.Spec.Taints)
	}
}

func TestADeletedNodeStaysDeleted(t *testing.T) {
	node := machineconfigtest.Node(t, machine.TypeWorker)
	cluster := fake.NewClientset()
	if err := Apply(t.Context(), node, cluster); err != nil {
		t.Fatalf("the machine would register again: %v", err)
	}
	if nodes, err := cluster.CoreV1().Nodes().List(t.Context(), metav1.ListOptions{}); err != nil || len(nodes.Items) != 0 {
		t.Errorf("%v, %v", nodes, err)
	}
}

package kubelet

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"github.com/siderolabs/talos/pkg/machinery/constants"
	core "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	client "k8s.io/client-go/kubernetes"

	"slipway/lab/talosnode/internal/kubernetes"
	"slipway/lab/talosnode/internal/machineconfig"
)

// Apply sets the config's labels, annotations and taints on the machine's Node and removes those that it set before, as Talos'
// NodeApplyController does: all in one update, with administrator access on a control plane and with the kubelet's credential on
// a worker. There the API server's NodeRestriction refuses the whole update if it changes a taint or a reserved label.
func Apply(ctx context.Context, node *machineconfig.Node, kubelet client.Interface) error {
	access := kubelet
	if node.ControlPlane() {
		admin, err := kubernetes.AdminClient(node, node.Cluster().Endpoint().String())
		if err != nil {
			return err
		}
		access = admin
	}
	current, err := access.CoreV1().Nodes().Get(ctx, node.Hostname, metav1.GetOptions{})
	if apierrors.IsNotFound(err) {
		return nil // a kubelet registers when it starts; it does not create a deleted Node again while it runs
	}
	if err != nil {
		return err
	}
	wanted := current.DeepCopy()
	if err := merge(wanted, node); err != nil {
		return fmt.Errorf("Node %s: %w", node.Hostname, err)
	}
	if equal(current, wanted) {
		return nil
	}
	_, err = access.CoreV1().Nodes().Update(ctx, wanted, metav1.UpdateOptions{})
	if apierrors.IsConflict(err) {
		return nil // the next check tries again
	}
	return err
}

func equal(a, b *core.Node) bool {
	return maps.Equal(a.Labels, b.Labels) && maps.Equal(a.Annotations, b.Annotations) && slices.Equal(a.Spec.Taints, b.Spec.Taints)
}

func merge(target *core.Node, node *machineconfig.Node) error {
	if target.Annotations == nil {
		target.Annotations = map[string]string{}
	}
	if target.Labels == nil {
		target.Labels = map[string]string{}
	}
	owned := map[string][]string{}
	for _, name := range []string{constants.AnnotationOwnedLabels, constants.AnnotationOwnedAnnotations, constants.AnnotationOwnedTaints} {
		if text := target.Annotations[name]; text != "" {
			var keys []string
			if err := json.Unmarshal([]byte(text), &keys); err != nil {
				return fmt.Errorf("annotation %s: %w", name, err)
			}
			owned[name] = keys
		}
	}
	mine := map[string][]string{
		constants.AnnotationOwnedLabels:      mergeKeys(target.Labels, owned[constants.AnnotationOwnedLabels], labels(node)),
		constants.AnnotationOwnedAnnotations: mergeKeys(target.Annotations, owned[constants.AnnotationOwnedAnnotations], node.Machine().NodeAnnotations()),
		constants.AnnotationOwnedTaints:      mergeTaints(&target.Spec, owned[constants.AnnotationOwnedTaints], taints(node)),
	}
	for name, keys := range mine {
		if len(keys) == 0 {
			delete(target.Annotations, name)
			continue
		}
		text, err := json.Marshal(keys)
		if err != nil {
			return err
		}
		target.Annotations[name] = string(text)
	}
	return nil
}

func labels(node *machineconfig.Node) map[string]string {
	all := map[string]string{}
	maps.Copy(all, node.Machine().NodeLabels())
	if node.ControlPlane() {
		all[controlPlaneRole] = ""
	}
	return all
}

// mergeKeys returns the keys that are the config's now. A key that someone else has set to another value stays as it is.
func mergeKeys(values map[string]string, owned []string, wanted map[string]string) (mine []string) {
	for key, value := range wanted {
		current, exists := values[key]
		if exists && current != value && !slices.Contains(owned, key) {
			continue
		}
		values[key] = value
		mine = append(mine, key)
	}
	for _, key := range owned {
		if _, kept := wanted[key]; !kept {
			delete(values, key)
		}
	}
	slices.Sort(mine)
	return mine
}

func mergeTaints(spec *core.NodeSpec, owned []string, wanted []core.Taint) (mine []string) {
	for _, taint := range wanted {
		index := slices.IndexFunc(spec.Taints, func(other core.Taint) bool { return other.Key == taint.Key })
		if index < 0 {
			spec.Taints = append(spec.Taints, taint)
		} else if other := spec.Taints[index]; other.Value == taint.Value && other.Effect == taint.Effect {
			// it is as wanted
		} else if slices.Contains(owned, taint.Key) {
			spec.Taints[index] = taint
		} else {
			continue
		}
		mine = append(mine, taint.Key)
	}
	for _, key := range owned {
		if !slices.ContainsFunc(wanted, func(taint core.Taint) bool { return taint.Key == key }) {
			spec.Taints = slices.DeleteFunc(spec.Taints, func(taint core.Taint) bool { return taint.Key == key })
		}
	}
	slices.Sort(mine)
	return mine
}

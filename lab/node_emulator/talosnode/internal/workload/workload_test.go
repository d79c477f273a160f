package workload

import (
	"testing"

	core "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

const controllerPod = controllerName + "-0"

func pod(name, account string, phase core.PodPhase) core.Pod {
	return core.Pod{
		ObjectMeta: metav1.ObjectMeta{Namespace: argocdNamespace, Name: name, Labels: map[string]string{nameLabel: account}},
		Spec:       core.PodSpec{ServiceAccountName: account},
		Status:     core.PodStatus{Phase: phase},
	}
}

func TestOnlyTheRunningControllerPodStartsPrograms(t *testing.T) {
	deleted := pod(controllerPod, controllerName, core.PodRunning)
	deleted.DeletionTimestamp = &metav1.Time{}
	elsewhere := pod(controllerPod, controllerName, core.PodRunning)
	elsewhere.Namespace = "other"
	for name, example := range map[string]struct {
		pod  core.Pod
		want bool
	}{
		"running":         {pod(controllerPod, controllerName, core.PodRunning), true},
		"pending":         {pod(controllerPod, controllerName, core.PodPending), false},
		"being deleted":   {deleted, false},
		"other namespace": {elsewhere, false},
		"other pod":       {pod("argocd-redis-abc", "argocd-redis", core.PodRunning), false},
	} {
		if got := table[0].runsIn(example.pod); got != example.want {
			t.Errorf("%s: runsIn = %v, want %v", name, got, example.want)
		}
	}
}

func TestPodOfReturnsARunningPodOfTheServiceAccount(t *testing.T) {
	deleted := pod("argocd-application-controller-1", controllerName, core.PodRunning)
	deleted.DeletionTimestamp = &metav1.Time{}
	pods := []core.Pod{deleted, pod("argocd-redis-abc", "argocd-redis", core.PodRunning), pod(controllerPod, controllerName, core.PodRunning)}
	chosen, err := podOf(pods, controllerName)
	if err != nil || chosen.Name != controllerPod {
		t.Errorf("chose %v, %v; want %s", chosen, err, controllerPod)
	}
	if _, err := podOf(pods, "other"); err == nil {
		t.Error("a service account without a pod here received a token of another one")
	}
}

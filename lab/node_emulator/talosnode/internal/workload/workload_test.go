package workload

import (
	"testing"

	core "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

func pod(name, account string, phase core.PodPhase) core.Pod {
	return core.Pod{
		ObjectMeta: metav1.ObjectMeta{Namespace: argocdNamespace, Name: name},
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
		"other pod":       {pod("argocd-server-abc", "argocd-server", core.PodRunning), false},
	} {
		if got := table[0].runsIn(example.pod); got != example.want {
			t.Errorf("%s: runsIn = %v, want %v", name, got, example.want)
		}
	}
}

func TestChoosePodReturnsTheFirstServiceAccountWithAPodHere(t *testing.T) {
	controller := pod(controllerPod, controllerName, core.PodRunning)
	server := pod("argocd-server-abc", "argocd-server", core.PodRunning)
	for name, example := range map[string]struct {
		pods []core.Pod
		want string
	}{
		"both here":       {[]core.Pod{controller, server}, server.Name},
		"server not here": {[]core.Pod{controller}, controller.Name},
	} {
		chosen, err := choosePod(example.pods, []string{"argocd-server", controllerName})
		if err != nil || chosen.Name != example.want {
			t.Errorf("%s: chose %v, %v; want %s", name, chosen, err, example.want)
		}
	}
	if _, err := choosePod([]core.Pod{controller, server}, []string{"other"}); err == nil {
		t.Error("a service account without a pod here received a token of another one")
	}
}

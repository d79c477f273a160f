package workload

import (
	"context"
	"encoding/json"
	"slices"
	"testing"

	core "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/kubernetes/fake"

	"slipway/lab/talosnode/internal/disk"
)

// shipper has a volume of each kind, an init container, and a command with variables.
func shipper() *core.Pod {
	sinks := []core.EnvFromSource{{ConfigMapRef: &core.ConfigMapEnvSource{LocalObjectReference: core.LocalObjectReference{Name: "sinks"}}}}
	field := func(path string) *core.EnvVarSource {
		return &core.EnvVarSource{FieldRef: &core.ObjectFieldSelector{FieldPath: path}}
	}
	return &core.Pod{
		ObjectMeta: metav1.ObjectMeta{Namespace: "n", Name: "shipper-x"},
		Spec: core.PodSpec{
			NodeName:       "node-1",
			InitContainers: []core.Container{{Name: "init", Command: []string{"sh", "-c", "echo $SIEM"}, EnvFrom: sinks}},
			Containers: []core.Container{{
				Name: "p", Command: []string{"shipper"}, Args: []string{"--config=$(SIEM)", "--node=$(NODE)", "$(UNKNOWN)"},
				EnvFrom:      sinks,
				Env:          []core.EnvVar{{Name: "NODE", ValueFrom: field("spec.nodeName")}, {Name: "HOST", ValueFrom: field("status.hostIP")}},
				VolumeMounts: []core.VolumeMount{{Name: "config", MountPath: "/config"}, {Name: "log", MountPath: "/log"}},
			}},
			Volumes: []core.Volume{
				{Name: "config", VolumeSource: core.VolumeSource{ConfigMap: &core.ConfigMapVolumeSource{LocalObjectReference: core.LocalObjectReference{Name: "sinks"}}}},
				{Name: "key", VolumeSource: core.VolumeSource{Secret: &core.SecretVolumeSource{SecretName: "key"}}},
				{Name: "memory", VolumeSource: core.VolumeSource{EmptyDir: &core.EmptyDirVolumeSource{}}},
				{Name: "log", VolumeSource: core.VolumeSource{HostPath: &core.HostPathVolumeSource{Path: "/var/log/audit"}}},
			},
		},
		Status: core.PodStatus{HostIP: "192.0.2.1"},
	}
}

func TestContainersAreResolvedAsAKubeletDoes(t *testing.T) {
	root := disk.Root(t.TempDir())
	access := fake.NewClientset(
		&core.ConfigMap{ObjectMeta: metav1.ObjectMeta{Namespace: "n", Name: "sinks"}, Data: map[string]string{"SIEM": "siem.yaml"}},
		&core.Secret{ObjectMeta: metav1.ObjectMeta{Namespace: "n", Name: "key"}, Data: map[string][]byte{"keys.txt": []byte("k")}},
	)
	if err := writeContainers(context.Background(), root, access, shipper(), program{name: "p"}); err != nil {
		t.Fatal(err)
	}
	var got containers
	content, err := root.Read(containersFile("p"))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(content, &got); err != nil {
		t.Fatal(err)
	}
	if want := []string{"--config=siem.yaml", "--node=node-1", "$(UNKNOWN)"}; got.Main.Name != "shipper" || !slices.Equal(got.Main.Args, want) {
		t.Errorf("command %s %q, want shipper %q", got.Main.Name, got.Main.Args, want)
	}
	if want := []string{"HOST=192.0.2.1", "NODE=node-1", "SIEM=siem.yaml"}; !slices.Equal(got.Main.Env, want) {
		t.Errorf("environment %q, want %q", got.Main.Env, want)
	}
	if want := root.Path("/var/log/audit"); got.Main.Mounts["/log"] != want {
		t.Errorf("/log is %q, want %q", got.Main.Mounts["/log"], want)
	}
	if !slices.Equal(got.Order, []string{"init"}) || got.Before["init"].Args[1] != "echo $SIEM" {
		t.Errorf("init containers %v", got.Before)
	}
	for file, want := range map[string]string{"config/SIEM": "siem.yaml", "key/keys.txt": "k"} {
		if content, err := root.Read(volumesOf("p") + "/" + file); string(content) != want {
			t.Errorf("%s has %q, %v; want %q", file, content, err, want)
		}
	}
}

func TestAVolumeThatTheEmulatorDoesNotHaveIsRefused(t *testing.T) {
	pod := shipper()
	pod.Spec.Volumes[2].VolumeSource = core.VolumeSource{NFS: &core.NFSVolumeSource{}}
	access := fake.NewClientset(&core.ConfigMap{ObjectMeta: metav1.ObjectMeta{Namespace: "n", Name: "sinks"}},
		&core.Secret{ObjectMeta: metav1.ObjectMeta{Namespace: "n", Name: "key"}})
	if err := writeContainers(context.Background(), disk.Root(t.TempDir()), access, pod, program{name: "p"}); err == nil {
		t.Error("an NFS volume was accepted")
	}
}

package machined

import (
	"maps"
	"slices"
	"testing"

	kind "github.com/siderolabs/talos/pkg/machinery/config/machine"

	"slipway/lab/talosnode/internal/kubelet"
	"slipway/lab/talosnode/internal/machineconfig/machineconfigtest"
)

func TestAChangeRestartsOnlyTheProgramsWhosePartItIs(t *testing.T) {
	node := machineconfigtest.Node(t, kind.TypeControlPlane)
	content, _ := node.Bytes()
	for patch, want := range map[string][]string{
		"cluster:\n  apiServer:\n    certSANs: [api.example.net]\n":                                                          {"kube-apiserver"},
		"cluster:\n  apiServer:\n    extraArgs: {v: '4'}\n":                                                                  {"kube-apiserver"},
		"cluster:\n  apiServer:\n    image: registry.k8s.io/kube-apiserver:v1.36.4\n":                                        {"kube-apiserver"},
		"cluster:\n  controllerManager:\n    extraArgs: {v: '4'}\n":                                                          {"kube-controller-manager"},
		"cluster:\n  scheduler:\n    extraArgs: {v: '4'}\n":                                                                  {"kube-scheduler"},
		"machine:\n  kubelet:\n    extraArgs: {v: '4'}\n":                                                                    {kubelet.Program},
		"cluster:\n  network:\n    podSubnets: [10.9.0.0/16]\n":                                                              {"kube-controller-manager", kubelet.Program},
		"cluster:\n  etcd:\n    extraArgs: {quota-backend-bytes: '1'}\n":                                                     nil,
		"machine:\n  nodeLabels: {rack: r7}\n  nodeTaints: {a: 'b:NoSchedule'}\n":                                            nil,
		"apiVersion: v1alpha1\nkind: TimeSyncConfig\nntp:\n  servers: [ntp.example.net]\n":                                   nil,
		"apiVersion: v1alpha1\nkind: ResolverConfig\nnameservers:\n- address: 10.41.0.53\n":                                  nil,
		"apiVersion: v1alpha1\nkind: NetworkDefaultActionConfig\ningress: block\n":                                           nil,
		"apiVersion: v1alpha1\nkind: RegistryMirrorConfig\nname: docker.io\nendpoints:\n- url: https://mirror.example.net\n": nil,
	} {
		changed, err := node.Run(machineconfigtest.Patched(t, content, patch))
		if err != nil {
			t.Fatalf("%s: %v", patch, err)
		}
		var got []string
		for _, program := range slices.Sorted(maps.Keys(digests)) {
			before, err := digests[program](node)
			after, fault := digests[program](changed)
			if err != nil || fault != nil {
				t.Fatal(err, fault)
			}
			if before != after {
				got = append(got, program)
			}
		}
		if !slices.Equal(got, slices.Sorted(slices.Values(want))) {
			t.Errorf("%s: restarts %v, want %v", patch, got, want)
		}
	}
}

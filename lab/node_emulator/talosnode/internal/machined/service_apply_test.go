package machined

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/siderolabs/talos/pkg/machinery/api/machine"
	"github.com/siderolabs/talos/pkg/machinery/config/encoder"
	kind "github.com/siderolabs/talos/pkg/machinery/config/machine"
	"github.com/siderolabs/talos/pkg/machinery/config/types/v1alpha1"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/types/known/durationpb"

	"slipway/lab/talosnode/internal/machineconfig"
	"slipway/lab/talosnode/internal/machineconfig/machineconfigtest"
)

const (
	live   = "machine:\n  nodeLabels: {rack: r7}\n"
	reboot = "machine:\n  files:\n  - {path: /var/etc/x, permissions: 0o600, op: create, content: x}\n"
)

func machineOf(t *testing.T) (*service, []byte) {
	t.Helper()
	node := machineconfigtest.Node(t, kind.TypeControlPlane)
	content, err := node.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	return &service{configs: newConfigs(node)}, content
}

func (s *service) applyIn(t *testing.T, mode machine.ApplyConfigurationRequest_Mode, content []byte, more ...func(*machine.ApplyConfigurationRequest)) *machine.ApplyConfiguration {
	t.Helper()
	request := &machine.ApplyConfigurationRequest{Data: content, Mode: mode}
	for _, change := range more {
		change(request)
	}
	answer, err := s.ApplyConfiguration(t.Context(), request)
	if err != nil {
		t.Fatal(err)
	}
	return answer.Messages[0]
}

func dry(request *machine.ApplyConfigurationRequest) { request.DryRun = true }

func (s *service) racks(t *testing.T) (running, persisted string) {
	t.Helper()
	content, err := s.node().Root.Read(machineconfig.PersistedPath)
	if err != nil {
		t.Fatal(err)
	}
	provider, _, err := machineconfig.Parse(content)
	if err != nil {
		t.Fatal(err)
	}
	return s.node().Machine().NodeLabels()["rack"], provider.Machine().NodeLabels()["rack"]
}

func (s *service) rebooted() bool {
	select {
	case <-s.configs.rebooted:
		return true
	default:
		return false
	}
}

func TestModesSetTheRunningAndThePersistedConfig(t *testing.T) {
	for _, example := range []struct {
		mode, want         machine.ApplyConfigurationRequest_Mode
		patch, details     string
		running, persisted string
		reboots            bool
	}{
		{modeAuto, modeNoReboot, live, "Applied configuration without a reboot", "r7", "r7", false},
		{modeNoReboot, modeNoReboot, live, "Applied configuration without a reboot", "r7", "r7", false},
		{modeReboot, modeReboot, live, "Applied configuration with a reboot", "", "r7", true},
		{modeStaged, modeStaged, live, "Staged configuration to be applied after the next reboot", "", "r7", false},
		{modeStaged, modeStaged, live + reboot[len("machine:\n"):], "Staged configuration", "", "r7", false},
		{modeAuto, modeReboot, live + reboot[len("machine:\n"):], "Applied configuration with a reboot: this config change can't be applied in immediate mode\ndiff:\n--- a\n+++ b\n", "", "r7", true},
		{modeTry, modeTry, live, "Applied configuration without a reboot\nThe config is applied in 'try' mode and will be automatically reverted back in 1m0s", "r7", "", false},
	} {
		service, content := machineOf(t)
		answer := service.applyIn(t, example.mode, machineconfigtest.Patched(t, content, example.patch))
		running, persisted := service.racks(t)
		if answer.Mode != example.want || !strings.HasPrefix(answer.ModeDetails, example.details) {
			t.Errorf("%s: %s %q", example.mode, answer.Mode, answer.ModeDetails)
		}
		if running != example.running || persisted != example.persisted || service.rebooted() != example.reboots {
			t.Errorf("%s %q: running %q, persisted %q", example.mode, example.patch, running, persisted)
		}
		service.configs.stopTimer()
	}
}

func TestDryRunChangesNothingAndShowsTheDifference(t *testing.T) {
	service, content := machineOf(t)
	same := service.applyIn(t, modeAuto, content, dry)
	if want := "Dry run summary:\nApplied configuration without a reboot (skipped in dry-run).\nConfig diff:\n\nNo changes."; same.ModeDetails != want {
		t.Errorf("%q, want %q", same.ModeDetails, want)
	}
	changed := service.applyIn(t, modeAuto, machineconfigtest.Patched(t, content, live), dry)
	if !strings.Contains(changed.ModeDetails, "without a reboot (skipped in dry-run).\nConfig diff:\n\n--- a\n+++ b\n@@") || !strings.Contains(changed.ModeDetails, "\n+        rack: r7\n") {
		t.Errorf("%s", changed.ModeDetails)
	}
	rebooting := service.applyIn(t, modeAuto, machineconfigtest.Patched(t, content, reboot), dry)
	if rebooting.Mode != modeReboot || !strings.HasPrefix(rebooting.ModeDetails, "Dry run summary:\nApplied configuration with a reboot (skipped in dry-run).\n") {
		t.Errorf("%s %s", rebooting.Mode, rebooting.ModeDetails)
	}
	if running, persisted := service.racks(t); running != "" || persisted != "" || service.rebooted() {
		t.Errorf("running %q, persisted %q", running, persisted)
	}
}

func TestTriedConfigIsRolledBackUnlessAnotherIsApplied(t *testing.T) {
	for _, keep := range []bool{false, true} {
		service, content := machineOf(t)
		tried := machineconfigtest.Patched(t, content, live)
		service.applyIn(t, modeTry, tried, func(request *machine.ApplyConfigurationRequest) {
			request.TryModeTimeout = durationpb.New(200 * time.Millisecond)
		})
		if keep {
			service.applyIn(t, modeAuto, tried)
		}
		time.Sleep(500 * time.Millisecond)
		service.configs.lock.Lock()
		running, persisted := service.racks(t)
		service.configs.lock.Unlock()
		want := map[bool]string{true: "r7"}[keep]
		if running != want || persisted != want {
			t.Errorf("applied after the try %t: running %q, persisted %q", keep, running, persisted)
		}
	}
}

func TestRefusals(t *testing.T) {
	service, content := machineOf(t)
	incompatible := strings.ReplaceAll(string(content), "kubelet:v1.36.3", "kubelet:v1.20.0")
	for _, example := range []struct {
		mode    machine.ApplyConfigurationRequest_Mode
		content string
		want    string
	}{
		{modeAuto, "apiVersion: v1alpha1\nkind: HostnameConfig\nhostname: x\n", "the applied machine configuration doesn't contain v1alpha1 config"},
		{modeAuto, strings.Replace(string(content), "\nmachine:", "\nbogus: true\nmachine:", 1), "unknown keys found during decoding"},
		{modeAuto, incompatible, "kubelet image is not valid"},
		{modeNoReboot, string(machineconfigtest.Patched(t, content, reboot)), "this config change can't be applied in immediate mode\ndiff:"},
		{modeTry, string(machineconfigtest.Patched(t, content, reboot)), "this config change can't be applied in immediate mode\ndiff:"},
	} {
		_, err := service.ApplyConfiguration(t.Context(), &machine.ApplyConfigurationRequest{Mode: example.mode, Data: []byte(example.content)})
		if status.Code(err) != codes.InvalidArgument || !strings.Contains(err.Error(), example.want) {
			t.Errorf("%s: %v, want %q", example.mode, err, example.want)
		}
	}
	if persisted, _ := service.node().Root.Read(machineconfig.PersistedPath); string(persisted) != string(content) {
		t.Error("a refused config was stored")
	}
}

func TestOnlyListedFieldsChangeWithoutAReboot(t *testing.T) {
	_, content := machineOf(t)
	running, _, _ := machineconfig.Parse(content)
	for patch, immediate := range map[string]bool{
		live: true,
		"machine:\n  kubelet:\n    extraArgs: {v: '4'}\n":                                   true,
		"cluster:\n  apiServer:\n    extraArgs: {v: '4'}\n":                                 true,
		"cluster:\n  etcd:\n    extraArgs: {quota-backend-bytes: '1'}\n":                    true,
		"machine:\n  sysctls: {net.core.somaxconn: '65535'}\n":                              true,
		"machine:\n  features:\n    kubePrism: {enabled: false}\n":                          true,
		"apiVersion: v1alpha1\nkind: ResolverConfig\nnameservers:\n- address: 10.41.0.53\n": true,
		"apiVersion: v1alpha1\nkind: TimeSyncConfig\nntp:\n  servers: [ntp.example.net]\n":  true,
		reboot: false,
		"machine:\n  features:\n    diskQuotaSupport: false\n":                  false,
		"machine:\n  udev:\n    rules: ['SUBSYSTEM==\"drm\", MODE=\"0660\"']\n": false,
		"machine:\n  env: {http_proxy: 'http://10.41.0.9:3128'}\n":              false,
	} {
		wanted, _, err := machineconfig.Parse(machineconfigtest.Patched(t, content, patch))
		if err != nil {
			t.Fatalf("%s: %v", patch, err)
		}
		if fault := canApplyImmediate(running, wanted); (fault == nil) != immediate {
			t.Errorf("%s: %v", patch, fault)
		}
	}
}

func TestTheListedFieldsExist(t *testing.T) {
	for _, list := range []struct {
		of     any
		fields []string
	}{{v1alpha1.Config{}, immediate}, {v1alpha1.MachineConfig{}, immediateMachine}, {v1alpha1.FeaturesConfig{}, immediateFeatures}} {
		for _, field := range list.fields {
			if _, found := reflect.TypeOf(list.of).FieldByName(field); !found {
				t.Errorf("%T has no %s", list.of, field)
			}
		}
	}
}

func TestComparingDoesNotChangeTheConfig(t *testing.T) {
	service, content := machineOf(t)
	wanted, _, _ := machineconfig.Parse(machineconfigtest.Patched(t, content, live))
	before, _ := wanted.EncodeBytes(encoder.WithComments(encoder.CommentsDisabled))
	canApplyImmediate(service.node(), wanted)
	after, _ := wanted.EncodeBytes(encoder.WithComments(encoder.CommentsDisabled))
	if string(before) != string(after) {
		t.Error("the compared config changed")
	}
}

package machined

import (
	"errors"
	"fmt"
	"reflect"

	"github.com/siderolabs/talos/pkg/machinery/config"
	"github.com/siderolabs/talos/pkg/machinery/config/configdiff"
	"github.com/siderolabs/talos/pkg/machinery/config/container"
)

// The fields of the v1alpha1 document that Talos 1.13 changes without a reboot, by their names in Talos' types
// (internal/app/machined/pkg/runtime/v1alpha1/v1alpha1_runtime.go). Other documents never require a reboot.
var (
	immediate        = []string{"ConfigDebug", "ClusterConfig"}
	immediateMachine = []string{
		"MachineCA", "MachineAcceptedCAs", "MachineTime", "MachineCertSANs", "MachineInstall", "MachineNetwork", "MachineSysfs",
		"MachineSysctls", "MachineLogging", "MachineControlPlane", "MachineKubelet", "MachineKernel", "MachineRegistries",
		"MachinePods", "MachineSeccompProfiles", "MachineNodeAnnotations", "MachineNodeLabels", "MachineNodeTaints",
	}
	immediateFeatures = []string{
		"KubernetesTalosAPIAccessConfig", "KubePrismSupport", "HostDNSSupport", "ImageCacheSupport", "FeatureNodeAddressSortAlgorithm",
	}
)

// canApplyImmediate returns an error with the difference that requires a reboot, in Talos' words.
func canApplyImmediate(running, wanted config.Provider) error {
	before, after := running.RawV1Alpha1(), wanted.RawV1Alpha1()
	if after == nil {
		return errors.New("new config is not v1alpha1")
	}
	after = after.DeepCopy()
	take(after, before, immediate)
	if after.MachineConfig != nil && before.MachineConfig != nil {
		take(after.MachineConfig, before.MachineConfig, immediateMachine)
		if after.MachineConfig.MachineFeatures != nil && before.MachineConfig.MachineFeatures != nil {
			take(after.MachineConfig.MachineFeatures, before.MachineConfig.MachineFeatures, immediateFeatures)
		}
	}
	if reflect.DeepEqual(before, after) {
		return nil
	}
	difference, err := configdiff.DiffConfigs(container.NewV1Alpha1(before), container.NewV1Alpha1(after))
	if err != nil {
		return fmt.Errorf("error calculating diff: %w", err)
	}
	return fmt.Errorf("this config change can't be applied in immediate mode\ndiff:\n%s", difference)
}

// take copies the named fields of one struct to another of the same type.
func take(to, from any, fields []string) {
	for _, field := range fields {
		reflect.ValueOf(to).Elem().FieldByName(field).Set(reflect.ValueOf(from).Elem().FieldByName(field))
	}
}

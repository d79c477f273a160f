package machined

import (
	"context"
	"errors"
	"fmt"
	"log"
	"strings"

	"github.com/cosi-project/runtime/pkg/state"
	"github.com/cosi-project/runtime/pkg/state/impl/inmem"
	"github.com/cosi-project/runtime/pkg/state/impl/namespaced"
	"github.com/siderolabs/talos/pkg/machinery/api/machine"
	"github.com/siderolabs/talos/pkg/machinery/config"
	"github.com/siderolabs/talos/pkg/machinery/config/configdiff"
	"github.com/siderolabs/talos/pkg/machinery/config/configloader"
	"github.com/siderolabs/talos/pkg/machinery/constants"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"slipway/lab/talosnode/internal/machineconfig"
)

// Answers of Talos 1.13 (internal/app/machined/internal/server/v1alpha1/v1alpha1_server.go); tools read them.
const (
	withReboot    = "Applied configuration with a reboot"
	withoutReboot = "Applied configuration without a reboot"
	staged        = "Staged configuration to be applied after the next reboot"
	tried         = "\nThe config is applied in 'try' mode and will be automatically reverted back in %s"
	dryRun        = "Dry run summary:\n%s (skipped in dry-run).\nConfig diff:\n\n%s"
	noDifference  = "No changes."
	notComplete   = "the applied machine configuration doesn't contain v1alpha1 config, did you mean to patch the machine config instead?"
)

// Modes of ApplyConfiguration.
const (
	modeAuto     = machine.ApplyConfigurationRequest_AUTO
	modeNoReboot = machine.ApplyConfigurationRequest_NO_REBOOT
	modeReboot   = machine.ApplyConfigurationRequest_REBOOT
	modeStaged   = machine.ApplyConfigurationRequest_STAGED
	modeTry      = machine.ApplyConfigurationRequest_TRY
)

// ApplyConfiguration validates a machine config and makes it the running one, the next boot's, or both.
func (s *service) ApplyConfiguration(ctx context.Context, request *machine.ApplyConfigurationRequest) (*machine.ApplyConfigurationResponse, error) {
	s.configs.lock.Lock()
	defer s.configs.lock.Unlock()
	if request.GetMode() != modeTry {
		s.configs.cancelRollback()
	}
	wanted, warnings, err := validate(ctx, request.GetData())
	if err != nil {
		return nil, status.Error(codes.InvalidArgument, err.Error())
	}
	mode, details, fault, err := decide(request.GetMode(), canApplyImmediate(s.node(), wanted))
	if err != nil {
		return nil, err
	}
	if request.GetDryRun() {
		return s.dryRun(wanted, mode, details)
	}
	log.Printf("apply config request: mode %s, applied as %s", strings.ToLower(request.GetMode().String()), strings.ToLower(mode.String()))
	if mode == modeTry {
		timeout := constants.ConfigTryTimeout
		if request.GetTryModeTimeout() != nil {
			timeout = request.GetTryModeTimeout().AsDuration()
		}
		details += fmt.Sprintf(tried, timeout)
		err = s.configs.try(request.GetData(), timeout)
	} else {
		err = s.configs.apply(request.GetData(), mode)
	}
	if err != nil {
		return nil, err
	}
	return applied(&machine.ApplyConfiguration{Mode: mode, Warnings: warnings, ModeDetails: details + fault}), nil
}

func applied(answer *machine.ApplyConfiguration) *machine.ApplyConfigurationResponse {
	return &machine.ApplyConfigurationResponse{Messages: []*machine.ApplyConfiguration{answer}}
}

// validate decodes and validates a config as Talos does on a running machine, which includes the versions' compatibility.
func validate(ctx context.Context, content []byte) (config.Provider, []string, error) {
	provider, err := configloader.NewFromBytes(content)
	if err != nil {
		return nil, nil, err
	}
	if provider.RawV1Alpha1() == nil {
		return nil, nil, errors.New(notComplete)
	}
	warnings, err := provider.Validate(machineconfig.Cloud{})
	if err != nil {
		return nil, nil, err
	}
	empty := state.WrapCore(namespaced.NewState(inmem.Build))
	more, err := provider.RuntimeValidate(ctx, empty, machineconfig.Cloud{})
	return provider, append(warnings, more...), err
}

// decide returns the mode in which a config is applied, what is answered, and the reason of a reboot that AUTO chose.
func decide(requested machine.ApplyConfigurationRequest_Mode, needsReboot error) (mode machine.ApplyConfigurationRequest_Mode, details, fault string, err error) {
	switch requested {
	case modeTry, modeNoReboot:
		if needsReboot != nil {
			return 0, "", "", status.Error(codes.InvalidArgument, needsReboot.Error())
		}
		return requested, withoutReboot, "", nil
	case modeStaged:
		return requested, staged, "", nil
	case modeAuto:
		if needsReboot != nil {
			return modeReboot, withReboot, ": " + needsReboot.Error(), nil
		}
		return modeNoReboot, withoutReboot, "", nil
	case modeReboot:
		return requested, withReboot, "", nil
	}
	return 0, "", "", fmt.Errorf("incorrect mode '%s' specified for the apply config call", requested)
}

func (s *service) dryRun(wanted config.Provider, mode machine.ApplyConfigurationRequest_Mode, details string) (*machine.ApplyConfigurationResponse, error) {
	difference, err := configdiff.DiffConfigs(s.node(), wanted)
	if err != nil {
		return nil, fmt.Errorf("failed to generate diff: %w", err)
	}
	if difference == "" {
		difference = noDifference
	}
	return applied(&machine.ApplyConfiguration{Mode: mode, ModeDetails: fmt.Sprintf(dryRun, details, difference)}), nil
}

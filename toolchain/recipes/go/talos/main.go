// Command talosctl makes and validates machine configs as talosctl does, with the machinery of one Talos: each folder here
// is the module of one. The whole of talosctl would take minutes more to build, for clusters on QEMU and for secure boot.
package main

import (
	"errors"
	"flag"
	"fmt"
	"net/url"
	"os"
	"strings"
	"time"

	"github.com/siderolabs/talos/pkg/machinery/config"
	"github.com/siderolabs/talos/pkg/machinery/config/configloader"
	"github.com/siderolabs/talos/pkg/machinery/config/configpatcher"
	"github.com/siderolabs/talos/pkg/machinery/config/encoder"
	"github.com/siderolabs/talos/pkg/machinery/config/generate"
	"github.com/siderolabs/talos/pkg/machinery/config/generate/secrets"
	"github.com/siderolabs/talos/pkg/machinery/config/machine"
	"github.com/siderolabs/talos/pkg/machinery/config/validation"
)

const usage = `usage: talosctl gen secrets|gen config CLUSTER ENDPOINT|validate [flags]`

func main() {
	if err := dispatch(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func dispatch(args []string) error {
	switch words := strings.Join(args[:min(2, len(args))], " "); {
	case words == "gen secrets":
		return genSecrets(args[2:])
	case words == "gen config" && len(args) > 4:
		return genConfig(args[2], args[3], args[4:])
	case strings.HasPrefix(words, "validate"):
		return validate(args[1:])
	}
	return errors.New(usage)
}

// contract of --talos-version.
func contract(version string) (*config.VersionContract, error) {
	return config.ParseContractFromVersion(version)
}

func genSecrets(args []string) error {
	flags := flag.NewFlagSet("gen secrets", flag.ExitOnError)
	talos := flags.String("talos-version", "", "")
	output := flags.String("output-file", "", "")
	flags.Parse(args)
	version, err := contract(*talos)
	if err != nil {
		return err
	}
	bundle, err := secrets.NewBundle(secrets.NewFixedClock(time.Now()), version)
	if err != nil {
		return err
	}
	text, err := encoder.NewEncoder(bundle).Encode()
	if err != nil {
		return err
	}
	return os.WriteFile(*output, text, 0o600)
}

// texts is a flag that may stand many times.
type texts []string

func (t *texts) String() string { return strings.Join(*t, " ") }

func (t *texts) Set(text string) error {
	*t = append(*t, text)
	return nil
}

func genConfig(cluster, endpoint string, args []string) error {
	flags := flag.NewFlagSet("gen config", flag.ExitOnError)
	bundle := flags.String("with-secrets", "", "")
	talos := flags.String("talos-version", "", "")
	kubernetes := flags.String("kubernetes-version", "", "")
	kind := flags.String("output-types", "", "")
	output := flags.String("output", "", "")
	flags.Bool("with-docs", false, "")
	flags.Bool("with-examples", false, "")
	patches := texts{}
	flags.Var(&patches, "config-patch", "")
	flags.Parse(args)
	if _, err := url.ParseRequestURI(endpoint); err != nil {
		return err
	}
	version, err := contract(*talos)
	if err != nil {
		return err
	}
	known, err := secrets.LoadBundle(*bundle)
	if err != nil {
		return err
	}
	input, err := generate.NewInput(cluster, endpoint, *kubernetes, generate.WithVersionContract(version),
		generate.WithSecretsBundle(known), generate.WithInstallDisk("/dev/sda"))
	if err != nil {
		return err
	}
	role, err := machine.ParseType(*kind)
	if err != nil {
		return err
	}
	provider, err := input.Config(role)
	if err != nil {
		return err
	}
	loaded, err := configpatcher.LoadPatches(patches)
	if err != nil {
		return err
	}
	patched, err := configpatcher.Apply(configpatcher.WithConfig(provider), loaded)
	if err != nil {
		return err
	}
	result, err := patched.Config()
	if err != nil {
		return err
	}
	text, err := result.EncodeBytes(encoder.WithComments(encoder.CommentsDisabled))
	if err != nil {
		return err
	}
	return os.WriteFile(*output, text, 0o600)
}

func validate(args []string) error {
	flags := flag.NewFlagSet("validate", flag.ExitOnError)
	file := flags.String("config", "", "")
	mode := flags.String("mode", "", "")
	strict := flags.Bool("strict", false, "")
	flags.Parse(args)
	if *mode != "cloud" || !*strict {
		return errors.New("only --mode cloud --strict is here")
	}
	loaded, err := configloader.NewFromFile(*file)
	if err != nil {
		return err
	}
	warnings, err := loaded.Validate(cloud{}, validation.WithLocal(), validation.WithStrict())
	for _, warning := range warnings {
		fmt.Fprintln(os.Stderr, "WARNING:", warning)
	}
	return err
}

// cloud is the mode of a machine that a cloud made.
type cloud struct{}

func (cloud) String() string        { return "cloud" }
func (cloud) RequiresInstall() bool { return false }
func (cloud) InContainer() bool     { return false }

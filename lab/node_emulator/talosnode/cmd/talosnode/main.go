// Command talosnode emulates a Talos machine for one server of the lab: machined, apid, etcd's service and the kubelet's bootstrap.
//
//	talosnode serve -dir DIR -address IP -group GROUP [-hostname NAME]
//	talosnode run PROGRAM -dir DIR -address IP
//	talosnode token -dir DIR -address IP -namespace NAMESPACE -service-account NAME
package main

import (
	"context"
	"flag"
	"fmt"
	"log"
	"net/netip"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"slipway/lab/talosnode/internal/disk"
	"slipway/lab/talosnode/internal/etcd"
	"slipway/lab/talosnode/internal/kubelet"
	"slipway/lab/talosnode/internal/kubernetes"
	"slipway/lab/talosnode/internal/machineconfig"
	"slipway/lab/talosnode/internal/machined"
	"slipway/lab/talosnode/internal/process"
	"slipway/lab/talosnode/internal/supervisor"
	"slipway/lab/talosnode/internal/workload"
)

const usage = `usage: talosnode serve|run PROGRAM|token [flags]; "talosnode serve -h" lists the flags
example: talosnode serve -dir /lab/servers/UUID -address 10.41.0.11 -group srv-0123abcd -hostname staging-control-plane-1`

// options are the flags of all subcommands.
type options struct {
	root           disk.Root
	address        netip.Addr
	group          string
	hostname       string
	capacity       kubelet.Capacity
	namespace      string
	serviceAccount string
}

func main() {
	log.SetFlags(log.LstdFlags | log.Lmsgprefix)
	if len(os.Args) < 2 {
		fmt.Fprintln(os.Stderr, usage)
		os.Exit(2)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := dispatch(ctx, os.Args[1], os.Args[2:]); err != nil && ctx.Err() == nil {
		log.Fatal(err)
	}
}

func dispatch(ctx context.Context, subcommand string, args []string) error {
	program := ""
	if subcommand == "run" && len(args) > 0 && !strings.HasPrefix(args[0], "-") {
		program = args[0]
		args = args[1:]
	}
	options := parse(subcommand, args)
	switch subcommand {
	case "serve":
		return serve(ctx, options)
	case "run":
		return run(program, options)
	case "token":
		return token(ctx, options)
	}
	return fmt.Errorf("unknown subcommand %q\n%s", subcommand, usage)
}

func parse(subcommand string, args []string) options {
	parsed := options{}
	flags := flag.NewFlagSet("talosnode "+subcommand, flag.ExitOnError)
	dir := flags.String("dir", "", "folder of the machine's disk; config.yaml in it is the server's user data")
	flags.TextVar(&parsed.address, "address", netip.Addr{}, "the server's fixed address")
	flags.StringVar(&parsed.group, "group", "", "supervisord group of the server's programs")
	flags.StringVar(&parsed.hostname, "hostname", "", "name of the server in the cloud; a hostname in the machine config takes precedence")
	flags.StringVar(&parsed.capacity.CPU, "cpu", "4", "processors that the Node offers")
	flags.StringVar(&parsed.capacity.Memory, "memory", "8Gi", "memory that the Node offers")
	flags.StringVar(&parsed.namespace, "namespace", "", "the service account's namespace")
	flags.StringVar(&parsed.serviceAccount, "service-account", "", "service account to request a token for")
	flags.Parse(args)
	parsed.root = disk.Root(*dir)
	if *dir == "" || !parsed.address.IsValid() {
		fmt.Fprintln(os.Stderr, "talosnode "+subcommand+": -dir and -address are required\n"+usage)
		os.Exit(2)
	}
	return parsed
}

func serve(ctx context.Context, options options) error {
	if options.hostname != "" {
		if err := machineconfig.SetPlatformHostname(options.root, options.hostname); err != nil {
			return err
		}
	}
	node, err := machineconfig.Boot(options.root, options.address)
	if err != nil {
		log.Printf("maintenance mode, waiting for a valid machine config: %v", err)
		return machined.ServeMaintenance(ctx, options.root, options.address)
	}
	machine := &machined.Machine{Node: node, Group: supervisor.New(options.group), Capacity: options.capacity}
	return machine.Serve(ctx)
}

// run replaces this process by one of the machine's programs.
func run(program string, options options) error {
	node, err := machineconfig.Load(options.root, options.address)
	if err != nil {
		return err
	}
	prepare, found := map[string]func(*machineconfig.Node) (process.Command, error){
		"etcd":                    etcd.Command,
		"kube-apiserver":          kubernetes.APIServer,
		"kube-controller-manager": kubernetes.ControllerManager,
		"kube-scheduler":          kubernetes.Scheduler,
		"kwok":                    kubelet.Command,
	}[program]
	if found {
		command, err := prepare(node)
		if err != nil {
			return fmt.Errorf("%s: %w", program, err)
		}
		return command.Exec()
	}
	command, found, err := workload.Command(node, program)
	if err != nil {
		return fmt.Errorf("%s: %w", program, err)
	}
	if !found {
		return fmt.Errorf("unknown program %q: allowed are etcd, kube-apiserver, kube-controller-manager, kube-scheduler, kwok and Argo CD's programs", program)
	}
	return command.Exec()
}

func token(ctx context.Context, options options) error {
	node, err := machineconfig.Load(options.root, options.address)
	if err != nil {
		return err
	}
	return workload.WriteToken(ctx, node, options.namespace, options.serviceAccount, os.Stdout)
}

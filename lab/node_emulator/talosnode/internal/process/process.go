// Package process describes a real program that stands for one of the machine's services.
package process

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
)

// Command is a program of the lab's profile with its arguments and what its environment adds.
type Command struct {
	Name string
	Args []string
	Env  []string
}

// Flags are a program's flags without their dashes.
type Flags map[string]string

// additive flags take the config's extra values beside Talos' own, as Talos merges them.
var additive = []string{"enable-admission-plugins", "feature-gates", "authorization-mode", "tls-cipher-suites", "controllers", "service-cluster-ip-range"}

// Merge adds the machine config's extraArgs; those that Talos does not let anybody set are refused.
func (f Flags) Merge(extra map[string]string, denied ...string) error {
	for name, value := range extra {
		switch {
		case slices.Contains(denied, name):
			return fmt.Errorf("extraArgs %s=%s: Talos sets this flag itself; remove it", name, value)
		case slices.Contains(additive, name) && f[name] != "":
			f[name] += "," + value
		default:
			f[name] = value
		}
	}
	return nil
}

// Args renders the flags in order of their names, each value passed through resolve.
func (f Flags) Args(resolve func(value string) string) []string {
	var args []string
	for _, name := range slices.Sorted(maps.Keys(f)) {
		args = append(args, "--"+name+"="+resolve(f[name]))
	}
	return args
}

// Economy keeps a Go program's memory near the limit given in MiB, at the price of more collections.
func Economy(mebibytes int) []string {
	return []string{fmt.Sprintf("GOMEMLIMIT=%dMiB", mebibytes), "GOGC=50"}
}

// Exec becomes the command; it returns only when that fails.
func (c Command) Exec() error {
	path := c.Name
	if !strings.Contains(path, "/") {
		path = Binary(c.Name)
	}
	return fmt.Errorf("start %s: %w", path, syscall.Exec(path, append([]string{c.Name}, c.Args...), append(os.Environ(), c.Env...)))
}

// Binary is the path of a program: in LAB_BIN, else wherever the system has it.
func Binary(name string) string {
	path := filepath.Join(os.Getenv("LAB_BIN"), name)
	if _, err := os.Stat(path); err == nil {
		return path
	}
	return filepath.Join("/usr/bin", name)
}

// Package process describes a real program that runs in place of one of Talos' services.
package process

import (
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
)

// Command is a program of the lab's profile with its arguments and additional environment variables.
type Command struct {
	Name string
	Args []string
	Env  []string
	// Mounts are folders of the machine by the path at which only this program has them, as a container has its volumes.
	Mounts map[string]string
}

// Flags are a program's flags without their dashes.
type Flags map[string]string

// additive flags combine the config's extra values with Talos' values, as Talos merges them.
var additive = []string{"enable-admission-plugins", "feature-gates", "authorization-mode", "tls-cipher-suites", "controllers", "service-cluster-ip-range"}

// Merge adds the machine config's extraArgs; it refuses flags that Talos does not allow to be set, and repeated flags, which the
// emulator does not have.
func (f Flags) Merge(extra map[string][]string, denied ...string) error {
	for name, values := range extra {
		value := strings.Join(values, ",")
		switch {
		case slices.Contains(denied, name):
			return fmt.Errorf("extraArgs %s=%s: Talos sets this flag itself; remove it", name, value)
		case slices.Contains(additive, name) && f[name] != "":
			f[name] += "," + value
		case len(values) > 1:
			return fmt.Errorf("extraArgs %s=%s: the emulator starts a program with one value of each flag; give one value", name, value)
		default:
			f[name] = value
		}
	}
	return nil
}

// Args returns the flags in order of their names, with each value passed through resolve.
func (f Flags) Args(resolve func(value string) string) []string {
	var args []string
	for _, name := range slices.Sorted(maps.Keys(f)) {
		args = append(args, "--"+name+"="+resolve(f[name]))
	}
	return args
}

// Economy limits a Go program's memory to about the given MiB, at the cost of more garbage collections.
func Economy(mebibytes int) []string {
	return []string{fmt.Sprintf("GOMEMLIMIT=%dMiB", mebibytes), "GOGC=50"}
}

// Exec replaces this process by the command; it returns only on failure.
func (c Command) Exec() error {
	path := c.Name
	if !strings.Contains(path, "/") {
		path = Binary(c.Name)
	}
	if err := c.mount(); err != nil {
		return fmt.Errorf("start %s: %w", path, err)
	}
	return fmt.Errorf("start %s: %w", path, syscall.Exec(path, append([]string{c.Name}, c.Args...), append(os.Environ(), c.Env...)))
}

// mount gives this process a mount namespace with the folders. The thread stays locked: the namespace is the thread's, and exec
// replaces the process by the thread that calls it.
func (c Command) mount() error {
	if len(c.Mounts) == 0 {
		return nil
	}
	runtime.LockOSThread()
	if err := syscall.Unshare(syscall.CLONE_NEWNS); err != nil {
		return fmt.Errorf("mount namespace: %w", err)
	}
	if err := syscall.Mount("", "/", "", syscall.MS_REC|syscall.MS_PRIVATE, ""); err != nil {
		return fmt.Errorf("private mounts: %w", err)
	}
	for path, folder := range c.Mounts {
		if err := os.MkdirAll(path, 0o755); err != nil {
			return err
		}
		if err := syscall.Mount(folder, path, "", syscall.MS_BIND, ""); err != nil {
			return fmt.Errorf("mount %s at %s: %w", folder, path, err)
		}
	}
	return nil
}

// InProfile reports whether the lab's profile has a program.
func InProfile(name string) bool {
	_, err := os.Stat(filepath.Join(os.Getenv("LAB_BIN"), name))
	return err == nil
}

// Binary returns the path of a program: in LAB_BIN, otherwise in PATH.
func Binary(name string) string {
	path := filepath.Join(os.Getenv("LAB_BIN"), name)
	if _, err := os.Stat(path); err == nil {
		return path
	}
	if path, err := exec.LookPath(name); err == nil {
		return path
	}
	return filepath.Join("/usr/bin", name)
}

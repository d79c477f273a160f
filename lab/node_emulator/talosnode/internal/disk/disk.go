// Package disk is the emulated machine's root file system: a folder of the host.
package disk

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// Root is the folder that stands for "/" of the machine.
type Root string

// owned lists what Talos keeps on its own disk; other absolute paths are the host's (certificate bundles, binaries).
var owned = []string{"/var/", "/system/", "/etc/kubernetes/"}

// Path is where the machine's path lies on the host.
func (r Root) Path(path string) string {
	return filepath.Join(string(r), path)
}

// Resolve maps a flag's value that names a file of the machine; anything else stays as it is.
func (r Root) Resolve(value string) string {
	for _, prefix := range owned {
		if strings.HasPrefix(value, prefix) {
			return r.Path(value)
		}
	}
	return value
}

// Write replaces a file in one step, so that a kill leaves the old or the new content.
func (r Root) Write(path string, content []byte, mode os.FileMode) error {
	target := r.Path(path)
	if err := os.MkdirAll(filepath.Dir(target), 0o700); err != nil {
		return fmt.Errorf("folder of %s: %w", path, err)
	}
	fresh, err := os.CreateTemp(filepath.Dir(target), ".new-*")
	if err != nil {
		return err
	}
	defer os.Remove(fresh.Name())
	_, err = fresh.Write(content)
	if err := errors.Join(err, fresh.Chmod(mode), fresh.Close()); err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	return os.Rename(fresh.Name(), target)
}

// Read returns a file of the machine.
func (r Root) Read(path string) ([]byte, error) {
	return os.ReadFile(r.Path(path))
}

// Exists tells whether the machine has the file or folder.
func (r Root) Exists(path string) bool {
	_, err := os.Stat(r.Path(path))
	return err == nil
}

// Empty tells whether a folder is missing or has nothing in it.
func (r Root) Empty(path string) bool {
	entries, err := os.ReadDir(r.Path(path))
	return errors.Is(err, fs.ErrNotExist) || err == nil && len(entries) == 0
}

// Remove deletes a file; a missing one is no fault.
func (r Root) Remove(path string) error {
	err := os.Remove(r.Path(path))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

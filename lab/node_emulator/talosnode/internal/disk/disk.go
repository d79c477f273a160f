// Package disk is the root file system of the emulated machine: a folder of the host.
package disk

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// Root is the host folder of the machine's "/".
type Root string

// owned lists the folders that are on the machine's disk; other absolute paths are the host's (certificate bundles, binaries).
var owned = []string{"/var/", "/system/", "/etc/kubernetes/"}

// Path returns the host path of a path of the machine.
func (r Root) Path(path string) string {
	return filepath.Join(string(r), filepath.Clean("/"+path))
}

// Resolve maps a flag's value to the host if it is a path of the machine; other values are unchanged.
func (r Root) Resolve(value string) string {
	for _, prefix := range owned {
		if strings.HasPrefix(value, prefix) {
			return r.Path(value)
		}
	}
	return value
}

// Write replaces a file atomically, so that a kill leaves the old or the new content.
func (r Root) Write(path string, content []byte, mode os.FileMode) error {
	target := r.Path(path)
	if err := os.MkdirAll(filepath.Dir(target), 0o700); err != nil {
		return fmt.Errorf("folder of %s: %w", path, err)
	}
	temporary, err := os.CreateTemp(filepath.Dir(target), ".new-*")
	if err != nil {
		return err
	}
	defer os.Remove(temporary.Name())
	_, err = temporary.Write(content)
	if err := errors.Join(err, temporary.Chmod(mode), temporary.Close()); err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	return os.Rename(temporary.Name(), target)
}

// Rename moves a file within the machine.
func (r Root) Rename(from, to string) error {
	return os.Rename(r.Path(from), r.Path(to))
}

// RemoveAll deletes a folder with its content; a missing folder is not an error.
func (r Root) RemoveAll(path string) error {
	return os.RemoveAll(r.Path(path))
}

// Read returns a file of the machine.
func (r Root) Read(path string) ([]byte, error) {
	return os.ReadFile(r.Path(path))
}

// Exists reports whether the machine has the file or folder.
func (r Root) Exists(path string) bool {
	_, err := os.Stat(r.Path(path))
	return err == nil
}

// Empty reports whether a folder is missing or empty.
func (r Root) Empty(path string) bool {
	entries, err := os.ReadDir(r.Path(path))
	return errors.Is(err, fs.ErrNotExist) || err == nil && len(entries) == 0
}

// Remove deletes a file; a missing file is not an error.
func (r Root) Remove(path string) error {
	err := os.Remove(r.Path(path))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

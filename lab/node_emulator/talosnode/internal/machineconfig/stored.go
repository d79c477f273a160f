package machineconfig

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"net/http"
	"net/netip"

	"slipway/lab/talosnode/internal/disk"
)

const (
	// PersistedPath is the config of the next boot, where Talos keeps it.
	PersistedPath = "/system/state/config.yaml"
	// RunFolder is lost at a reboot, as everything that Talos keeps in memory.
	RunFolder = "/system/run"

	// userDataPath is the server's user data; it is read at the first boot only.
	userDataPath  = "/config.yaml"
	runningPath   = RunFolder + "/config.yaml"
	beforeTryPath = RunFolder + "/config-before-try.yaml"
)

// Boot returns the machine with its running config. After a start of the machine this is the persisted config, and at the first
// start the user data, which becomes the persisted one. A config that was only tried ends with the process that tried it.
func Boot(root disk.Root, address netip.Addr) (*Node, error) {
	if root.Exists(beforeTryPath) {
		if err := root.Rename(beforeTryPath, runningPath); err != nil {
			return nil, err
		}
	}
	if !root.Exists(runningPath) {
		content, err := nextBoot(root)
		if err != nil {
			return nil, err
		}
		if err := root.Write(runningPath, content, 0o600); err != nil {
			return nil, err
		}
	}
	return Load(root, address)
}

func nextBoot(root disk.Root) ([]byte, error) {
	if root.Exists(PersistedPath) {
		return root.Read(PersistedPath)
	}
	content, err := root.Read(userDataPath)
	if err == nil {
		content, err = unpack(content)
	}
	if err == nil {
		_, _, err = Parse(content)
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", root.Path(userDataPath), err)
	}
	return content, Persist(root, content)
}

// unpack decompresses user data in gzip, as Talos does.
func unpack(content []byte) ([]byte, error) {
	if http.DetectContentType(content) != "application/x-gzip" {
		return content, nil
	}
	reader, err := gzip.NewReader(bytes.NewReader(content))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(reader)
}

// Load returns the machine with the config that runs now.
func Load(root disk.Root, address netip.Addr) (*Node, error) {
	content, err := root.Read(runningPath)
	if err != nil {
		return nil, err
	}
	provider, _, err := Parse(content)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", root.Path(runningPath), err)
	}
	return (&Node{Root: root, Address: address}).With(provider), nil
}

// Persist sets the config of the next boot.
func Persist(root disk.Root, content []byte) error {
	return root.Write(PersistedPath, content, 0o600)
}

// Run makes a config the running one and returns the machine with it.
func (n *Node) Run(content []byte) (*Node, error) {
	provider, _, err := Parse(content)
	if err != nil {
		return nil, err
	}
	return n.With(provider), n.Root.Write(runningPath, content, 0o600)
}

// KeepForRollback keeps the running config while another one is tried.
func (n *Node) KeepForRollback() error {
	content, err := n.Bytes()
	if err != nil {
		return err
	}
	return n.Root.Write(beforeTryPath, content, 0o600)
}

// EndTry drops what KeepForRollback kept.
func (n *Node) EndTry() error {
	return n.Root.Remove(beforeTryPath)
}

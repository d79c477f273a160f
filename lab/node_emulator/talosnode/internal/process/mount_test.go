package process

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
)

// TestMain is the program of a command that has a mount: it replaces itself by cat.
func TestMain(m *testing.M) {
	if folder := os.Getenv("MOUNT_FOLDER"); folder != "" {
		target := os.Getenv("MOUNT_TARGET")
		err := Command{Name: "/bin/cat", Args: []string{target + "/file"}, Mounts: map[string]string{target: folder}}.Exec()
		os.Stderr.WriteString(err.Error())
		if errors.Is(err, syscall.EPERM) {
			os.Exit(77)
		}
		os.Exit(1)
	}
	os.Exit(m.Run())
}

func TestOnlyTheProgramHasItsMounts(t *testing.T) {
	folder, target := t.TempDir(), filepath.Join(t.TempDir(), "not/there/yet")
	if err := os.WriteFile(folder+"/file", []byte("token"), 0o600); err != nil {
		t.Fatal(err)
	}
	program := exec.Command(os.Args[0])
	program.Env = append(os.Environ(), "MOUNT_FOLDER="+folder, "MOUNT_TARGET="+target)
	output, err := program.CombinedOutput()
	if program.ProcessState.ExitCode() == 77 {
		t.Skip("this user may not mount: ", string(output))
	}
	if err != nil || string(output) != "token" {
		t.Errorf("the program printed %q, %v; want token", output, err)
	}
	if _, err := os.Stat(target + "/file"); err == nil {
		t.Error("the mount is outside of the program too")
	}
}

// Package machined emulates the machine: its API and the order in which its services start.
package machined

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"io"
	"io/fs"
	"log"
	"os"
	"time"

	"github.com/siderolabs/talos/pkg/machinery/api/common"
	"github.com/siderolabs/talos/pkg/machinery/api/machine"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/types/known/emptypb"

	"slipway/lab/talosnode/internal/etcd"
	"slipway/lab/talosnode/internal/machineconfig"
	"slipway/lab/talosnode/internal/pki"
	"slipway/lab/talosnode/internal/supervisor"
)

// talosVersion is the release whose machine API and config contract are emulated.
const talosVersion = "v1.13.9"

// bootIDPath is Linux' file with the ID of the boot; talosctl reads it to detect a reboot.
const bootIDPath = "/proc/sys/kernel/random/boot_id"

// service implements the machine API.
type service struct {
	machine.UnimplementedMachineServiceServer
	configs *configs
	group   *supervisor.Group
}

// node returns the machine with its running config.
func (s *service) node() *machineconfig.Node {
	return s.configs.current.Load()
}

func (s *service) Version(context.Context, *emptypb.Empty) (*machine.VersionResponse, error) {
	return &machine.VersionResponse{Messages: []*machine.Version{{
		Version:  &machine.VersionInfo{Tag: talosVersion, Sha: "emulated", Os: "linux", Arch: "amd64"},
		Platform: &machine.PlatformInfo{Name: "openstack", Mode: "cloud"},
		Features: &machine.FeaturesInfo{Rbac: true},
	}}}, nil
}

func (s *service) Hostname(context.Context, *emptypb.Empty) (*machine.HostnameResponse, error) {
	return &machine.HostnameResponse{Messages: []*machine.Hostname{{Hostname: s.node().Hostname}}}, nil
}

// Bootstrap starts a new etcd cluster on this machine, unless etcd's data folder is not empty.
func (s *service) Bootstrap(_ context.Context, request *machine.BootstrapRequest) (*machine.BootstrapResponse, error) {
	if !s.node().ControlPlane() {
		return nil, status.Error(codes.FailedPrecondition, "bootstrap can only be performed on a control plane node")
	}
	if request.GetRecoverEtcd() {
		return nil, status.Error(codes.Unimplemented, "recovery of etcd from a snapshot is not emulated")
	}
	if _, planned := etcd.ReadPlan(s.node()); planned || etcd.HasData(s.node()) {
		return nil, status.Error(codes.AlreadyExists, "etcd data directory is not empty")
	}
	if err := etcd.PlanNew(s.node()); err != nil {
		return nil, err
	}
	log.Printf("bootstrap: %s starts a new etcd cluster", s.node().Hostname)
	return &machine.BootstrapResponse{Messages: []*machine.Bootstrap{{}}}, nil
}

// Kubeconfig sends a tar.gz with an administrator kubeconfig, with the file name that Talos uses.
func (s *service) Kubeconfig(_ *emptypb.Empty, stream grpc.ServerStreamingServer[common.Data]) error {
	if err := s.requireControlPlane("kubeconfig"); err != nil {
		return err
	}
	cluster := s.node().Cluster()
	admin := cluster.AdminKubeconfig()
	content, err := pki.ClientKubeconfig(cluster.Name(), cluster.Endpoint().String(), cluster.IssuingCA(), "admin", admin.CertOrganization())
	if err != nil {
		return err
	}
	archive, err := tarball("kubeconfig", content)
	if err != nil {
		return err
	}
	return stream.Send(&common.Data{Bytes: archive})
}

func tarball(name string, content []byte) ([]byte, error) {
	archive := &bytes.Buffer{}
	compressor := gzip.NewWriter(archive)
	writer := tar.NewWriter(compressor)
	header := &tar.Header{Typeflag: tar.TypeReg, Name: name, Size: int64(len(content)), ModTime: time.Now(), Mode: 0o600}
	if err := writer.WriteHeader(header); err != nil {
		return nil, err
	}
	_, err := writer.Write(content)
	err = errors.Join(err, writer.Close(), compressor.Close())
	return archive.Bytes(), err
}

// Read sends a file of the machine's disk.
func (s *service) Read(request *machine.ReadRequest, stream grpc.ServerStreamingServer[common.Data]) error {
	path := request.GetPath()
	if path == bootIDPath {
		path = ownBootIDPath
	}
	file, err := os.Open(s.node().Root.Path(path))
	if errors.Is(err, fs.ErrNotExist) {
		return status.Errorf(codes.NotFound, "stat %s: no such file or directory", request.GetPath())
	}
	if err != nil {
		return err
	}
	defer file.Close()
	if info, err := file.Stat(); err != nil || !info.Mode().IsRegular() {
		return errors.Join(errors.New("path must be a regular file"), err)
	}
	return sendAll(file, stream)
}

func sendAll(reader io.Reader, stream grpc.ServerStreamingServer[common.Data]) error {
	buffer := make([]byte, 32<<10)
	for {
		count, err := reader.Read(buffer)
		if count > 0 {
			if err := stream.Send(&common.Data{Bytes: buffer[:count]}); err != nil {
				return err
			}
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

func (s *service) requireControlPlane(call string) error {
	if s.node().ControlPlane() {
		return nil
	}
	return status.Errorf(codes.Unimplemented, "%s is only available on control plane nodes", call)
}

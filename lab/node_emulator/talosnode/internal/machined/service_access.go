package machined

import (
	"context"
	"time"

	"github.com/siderolabs/talos/pkg/machinery/api/machine"
	clientconfig "github.com/siderolabs/talos/pkg/machinery/client/config"
	"github.com/siderolabs/talos/pkg/machinery/config/generate/secrets"
	"github.com/siderolabs/talos/pkg/machinery/role"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

// GenerateClientConfiguration issues credentials for the machine API with the given roles, for `talosctl config new`.
func (s *service) GenerateClientConfiguration(_ context.Context, request *machine.GenerateClientConfigurationRequest) (*machine.GenerateClientConfigurationResponse, error) {
	if err := s.requireControlPlane("client configuration generation"); err != nil {
		return nil, err
	}
	lifetime := request.GetCrtTtl().AsDuration()
	if lifetime <= 0 {
		return nil, status.Errorf(codes.InvalidArgument, "crt_ttl %s: allowed: more than 0", lifetime)
	}
	roles, _ := role.Parse(request.GetRoles())
	ca := s.node().Machine().Security().IssuingCA()
	pair, err := secrets.NewAdminCertificateAndKey(time.Now(), ca, roles, lifetime)
	if err != nil {
		return nil, err
	}
	access := clientconfig.NewConfig(s.node().Cluster().Name(), nil, ca.Crt, pair)
	content, err := access.Bytes()
	if err != nil {
		return nil, err
	}
	return &machine.GenerateClientConfigurationResponse{Messages: []*machine.GenerateClientConfiguration{{
		Ca: ca.Crt, Crt: pair.Crt, Key: pair.Key, Talosconfig: content,
	}}}, nil
}

package apid

import (
	"context"

	"github.com/siderolabs/talos/pkg/machinery/api/machine"
	"github.com/siderolabs/talos/pkg/machinery/constants"
	"github.com/siderolabs/talos/pkg/machinery/role"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/peer"
	"google.golang.org/grpc/status"
)

// roleKey is the metadata key with which one apid sends the caller's roles to another.
const roleKey = constants.APIAuthzRoleMetadataKey

var (
	readers = role.MakeSet(role.Admin, role.Operator, role.Reader)
	backups = role.MakeSet(role.Admin, role.Operator, role.Reader, role.EtcdBackup)
	writers = role.MakeSet(role.Admin, role.Operator)
	admins  = role.MakeSet(role.Admin)
)

// allowed are Talos' rules for the calls that are emulated (internal/app/machined/pkg/system/services/machined.go); all other
// calls require the administrator role.
var allowed = map[string]role.Set{
	machine.MachineService_Hostname_FullMethodName:       readers,
	machine.MachineService_Version_FullMethodName:        readers,
	machine.MachineService_ServiceList_FullMethodName:    readers,
	machine.MachineService_Events_FullMethodName:         readers,
	machine.MachineService_Dmesg_FullMethodName:          readers,
	machine.MachineService_EtcdMemberList_FullMethodName: backups,
	machine.MachineService_EtcdStatus_FullMethodName:     backups,
	machine.MachineService_EtcdSnapshot_FullMethodName:   role.MakeSet(role.Admin, role.Operator, role.EtcdBackup),
	machine.MachineService_Reboot_FullMethodName:         writers,

	machine.MachineService_ApplyConfiguration_FullMethodName:          admins,
	machine.MachineService_Bootstrap_FullMethodName:                   admins,
	machine.MachineService_EtcdForfeitLeadership_FullMethodName:       admins,
	machine.MachineService_EtcdLeaveCluster_FullMethodName:            admins,
	machine.MachineService_EtcdRemoveMemberByID_FullMethodName:        admins,
	machine.MachineService_GenerateClientConfiguration_FullMethodName: admins,
	machine.MachineService_Kubeconfig_FullMethodName:                  admins,
	machine.MachineService_Read_FullMethodName:                        admins,
}

// rolesOf returns a caller's roles: the organizations of its certificate, or the metadata if the caller is another apid.
func rolesOf(ctx context.Context) role.Set {
	caller, _ := peer.FromContext(ctx)
	info, isTLS := caller.AuthInfo.(credentials.TLSInfo)
	if !isTLS || len(info.State.PeerCertificates) == 0 {
		return role.Zero
	}
	roles, _ := role.Parse(info.State.PeerCertificates[0].Subject.Organization)
	if !roles.Includes(role.Impersonator) {
		return roles
	}
	if forwarded := forwardedRoles(ctx); len(forwarded) > 0 {
		roles, _ = role.Parse(forwarded)
	}
	return roles
}

func forwardedRoles(ctx context.Context) []string {
	incoming, _ := metadata.FromIncomingContext(ctx)
	return incoming.Get(roleKey)
}

// authorize checks the roles of a call to the machine's service, which only this machine's apid can reach.
func authorize(ctx context.Context, method string) error {
	required, listed := allowed[method]
	if !listed {
		required = admins
	}
	if roles, _ := role.Parse(forwardedRoles(ctx)); !required.IncludesAny(roles) {
		return status.Error(codes.PermissionDenied, "not authorized")
	}
	return nil
}

func authorizeUnary(ctx context.Context, request any, info *grpc.UnaryServerInfo, handler grpc.UnaryHandler) (any, error) {
	if err := authorize(ctx, info.FullMethod); err != nil {
		return nil, err
	}
	return handler(ctx, request)
}

func authorizeStream(service any, stream grpc.ServerStream, info *grpc.StreamServerInfo, handler grpc.StreamHandler) error {
	if err := authorize(stream.Context(), info.FullMethod); err != nil {
		return err
	}
	return handler(service, stream)
}

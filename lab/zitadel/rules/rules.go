// Package rules checks calls as Zitadel does before it executes them: who calls, with which permission, and each field.
package rules

import (
	"context"
	"strings"

	"github.com/zitadel/zitadel-go/v3/pkg/client/zitadel/authoption"
	"github.com/zitadel/zitadel-go/v3/pkg/client/zitadel/management"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	"slipway/lab/zitadel/signin"
	"slipway/lab/zitadel/state"
)

// organizationHeader selects the organization of a call.
const organizationHeader = "x-zitadel-orgid"

// ownerPermissions are the beginnings of what the owner of an organization may do there. Nothing of the instance is among them.
var ownerPermissions = []string{"org.", "policy.", "project.", "user."}

type organizationKey struct{}

// Organization returns the id of the organization that the call is for.
func Organization(ctx context.Context) string { return ctx.Value(organizationKey{}).(string) }

// Checks are the checks before each call.
type Checks struct {
	store  *state.Store
	tokens *signin.Tokens
}

// New returns the checks.
func New(store *state.Store, tokens *signin.Tokens) *Checks {
	return &Checks{store: store, tokens: tokens}
}

// Intercept checks a call, executes it alone, and saves the state after a success.
func (c *Checks) Intercept(ctx context.Context, request any, info *grpc.UnaryServerInfo, execute grpc.UnaryHandler) (any, error) {
	c.store.Lock()
	defer c.store.Unlock()
	organization, err := c.authorize(ctx, method(info.FullMethod))
	if err != nil {
		return nil, err
	}
	if err := Validate(request.(proto.Message).ProtoReflect()); err != nil {
		return nil, err
	}
	answer, err := execute(context.WithValue(ctx, organizationKey{}, organization), request)
	if err != nil {
		return nil, err
	}
	return answer, c.store.Save()
}

func method(path string) protoreflect.MethodDescriptor {
	name := path[strings.LastIndex(path, "/")+1:]
	return management.File_zitadel_management_proto.Services().Get(0).Methods().ByName(protoreflect.Name(name))
}

func (c *Checks) authorize(ctx context.Context, called protoreflect.MethodDescriptor) (string, error) {
	headers, _ := metadata.FromIncomingContext(ctx)
	user := c.store.User(c.tokens.User(bearer(headers)))
	if user == nil {
		return "", status.Error(codes.Unauthenticated, "Errors.Token.Invalid (AUTH-7fs1e)")
	}
	organization := user.Organization
	if chosen := headers.Get(organizationHeader); len(chosen) > 0 && chosen[0] != "" {
		organization = chosen[0]
	}
	permission := proto.GetExtension(called.Options(), authoption.E_AuthOption).(*authoption.AuthOption).GetPermission()
	if !may(user, organization, permission) {
		return "", status.Error(codes.PermissionDenied, "No matching permissions found (AUTH-5mWD2)")
	}
	return organization, nil
}

func bearer(headers metadata.MD) string {
	if values := headers.Get("authorization"); len(values) == 1 {
		if token, ok := strings.CutPrefix(values[0], "Bearer "); ok {
			return token
		}
	}
	return ""
}

func may(user *state.User, organization, permission string) bool {
	if user.Role != state.Owner || user.Organization != organization {
		return false
	}
	for _, start := range ownerPermissions {
		if strings.HasPrefix(permission, start) && permission != "org.create" && permission != "org.global.read" {
			return true
		}
	}
	return permission == "authenticated"
}

// Package api executes the calls. Each returns what Zitadel returns, and refuses what Zitadel refuses.
package api

import (
	"context"

	"github.com/zitadel/zitadel-go/v3/pkg/client/zitadel/management"
	"github.com/zitadel/zitadel-go/v3/pkg/client/zitadel/object"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"slipway/lab/zitadel/rules"
	"slipway/lab/zitadel/state"
)

// API has the calls; every other one is refused as not implemented.
type API struct {
	management.UnimplementedManagementServiceServer
	store *state.Store
}

// New returns the calls on a store.
func New(store *state.Store) *API { return &API{store: store} }

// Zitadel's messages.
var (
	errProject   = status.Error(codes.NotFound, "Errors.Project.NotFound")
	errRole      = status.Error(codes.NotFound, "Errors.Project.Role.NotExisting")
	errApp       = status.Error(codes.NotFound, "Errors.Project.App.NotExisting")
	errUser      = status.Error(codes.FailedPrecondition, "Errors.User.NotFound")
	errUnchanged = status.Error(codes.FailedPrecondition, "Errors.NoChangesFound: No changes")
)

// GetMyOrg returns the organization of the call.
func (a *API) GetMyOrg(ctx context.Context, _ *management.GetMyOrgRequest) (*management.GetMyOrgResponse, error) {
	return &management.GetMyOrgResponse{Org: a.store.Organization(rules.Organization(ctx)).Org.Value}, nil
}

func total[T any](list []T) *object.ListDetails {
	return &object.ListDetails{TotalResult: uint64(len(list))}
}

// matches compares by the method of the query. Only equality is needed here.
func matches(given, wanted string, method object.TextQueryMethod) (bool, error) {
	if method != object.TextQueryMethod_TEXT_QUERY_METHOD_EQUALS {
		return false, status.Error(codes.Unimplemented, "only TEXT_QUERY_METHOD_EQUALS is implemented")
	}
	return given == wanted, nil
}

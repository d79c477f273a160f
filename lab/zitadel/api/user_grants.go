package api

import (
	"context"
	"slices"

	"github.com/zitadel/zitadel-go/v3/pkg/client/zitadel/management"
	"github.com/zitadel/zitadel-go/v3/pkg/client/zitadel/user"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"slipway/lab/zitadel/rules"
	"slipway/lab/zitadel/state"
)

func withoutRoles(one state.Message[*user.UserGrant]) bool { return len(one.Value.GetRoleKeys()) == 0 }

func (a *API) grant(ctx context.Context, userID, id string) (*user.UserGrant, error) {
	for _, one := range state.Values(a.store.UserGrants) {
		if one.GetId() == id && one.GetUserId() == userID && one.GetOrgId() == rules.Organization(ctx) {
			return one, nil
		}
	}
	return nil, status.Error(codes.NotFound, "Errors.UserGrant.NotFound")
}

// AddUserGrant gives roles of a project to a user.
func (a *API) AddUserGrant(ctx context.Context, in *management.AddUserGrantRequest) (*management.AddUserGrantResponse, error) {
	person := a.store.User(in.GetUserId())
	if person == nil {
		return nil, errUser
	}
	found := a.store.Project(rules.Organization(ctx), in.GetProjectId())
	if found == nil {
		return nil, status.Error(codes.FailedPrecondition, "Errors.Project.NotFound")
	}
	if err := requireRoles(found, in.GetRoleKeys()); err != nil {
		return nil, err
	}
	for _, one := range state.Values(a.store.UserGrants) {
		if one.GetUserId() == in.GetUserId() && one.GetProjectId() == in.GetProjectId() && one.GetOrgId() == found.Organization {
			return nil, status.Error(codes.AlreadyExists, "Errors.UserGrant.AlreadyExists")
		}
	}
	grant := &user.UserGrant{
		Id:        a.store.NewID(),
		Details:   a.store.Details(found.Organization),
		RoleKeys:  in.GetRoleKeys(),
		State:     user.UserGrantState_USER_GRANT_STATE_ACTIVE,
		UserId:    in.GetUserId(),
		UserName:  person.Name,
		OrgId:     found.Organization,
		ProjectId: in.GetProjectId(),
	}
	a.store.UserGrants = append(a.store.UserGrants, state.NewMessage(grant))
	return &management.AddUserGrantResponse{UserGrantId: grant.Id, Details: grant.Details}, nil
}

// GetUserGrantByID returns a grant.
func (a *API) GetUserGrantByID(ctx context.Context, in *management.GetUserGrantByIDRequest) (*management.GetUserGrantByIDResponse, error) {
	one, err := a.grant(ctx, in.GetUserId(), in.GetGrantId())
	if err != nil {
		return nil, err
	}
	return &management.GetUserGrantByIDResponse{UserGrant: one}, nil
}

// ListUserGrants returns the grants of the organization for a project.
func (a *API) ListUserGrants(ctx context.Context, in *management.ListUserGrantRequest) (*management.ListUserGrantResponse, error) {
	var found []*user.UserGrant
	for _, one := range state.Values(a.store.UserGrants) {
		wanted := one.GetOrgId() == rules.Organization(ctx)
		for _, query := range in.GetQueries() {
			if query.GetProjectIdQuery() == nil {
				return nil, status.Error(codes.Unimplemented, "only a query for a project is implemented")
			}
			wanted = wanted && one.GetProjectId() == query.GetProjectIdQuery().GetProjectId()
		}
		if wanted {
			found = append(found, one)
		}
	}
	return &management.ListUserGrantResponse{Details: total(found), Result: found}, nil
}

// UpdateUserGrant changes the roles of a grant.
func (a *API) UpdateUserGrant(ctx context.Context, in *management.UpdateUserGrantRequest) (*management.UpdateUserGrantResponse, error) {
	one, err := a.grant(ctx, in.GetUserId(), in.GetGrantId())
	if err != nil {
		return nil, err
	}
	if err := requireRoles(a.store.Project(one.GetOrgId(), one.GetProjectId()), in.GetRoleKeys()); err != nil {
		return nil, err
	}
	if slices.Equal(one.GetRoleKeys(), in.GetRoleKeys()) {
		return nil, errUnchanged
	}
	one.RoleKeys = in.GetRoleKeys()
	return &management.UpdateUserGrantResponse{Details: a.store.Details(one.GetOrgId())}, nil
}

// RemoveUserGrant removes a grant.
func (a *API) RemoveUserGrant(ctx context.Context, in *management.RemoveUserGrantRequest) (*management.RemoveUserGrantResponse, error) {
	one, err := a.grant(ctx, in.GetUserId(), in.GetGrantId())
	if err != nil {
		return nil, err
	}
	a.store.UserGrants = slices.DeleteFunc(a.store.UserGrants, func(other state.Message[*user.UserGrant]) bool { return other.Value == one })
	return &management.RemoveUserGrantResponse{Details: a.store.Details(one.GetOrgId())}, nil
}

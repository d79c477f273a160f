package api

import (
	"context"
	"slices"

	"github.com/zitadel/zitadel-go/v3/pkg/client/zitadel/management"
	"github.com/zitadel/zitadel-go/v3/pkg/client/zitadel/project"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"slipway/lab/zitadel/state"
)

// requireRoles refuses keys that the project does not have.
func requireRoles(found *state.Project, keys []string) error {
	for _, key := range keys {
		if found.Role(key) == nil {
			return status.Errorf(codes.FailedPrecondition, "Errors.Project.Role.NotExisting: %s", key)
		}
	}
	return nil
}

// AddProjectRole adds a role.
func (a *API) AddProjectRole(ctx context.Context, in *management.AddProjectRoleRequest) (*management.AddProjectRoleResponse, error) {
	found, err := a.project(ctx, in.GetProjectId())
	if err != nil {
		return nil, err
	}
	if found.Role(in.GetRoleKey()) != nil {
		return nil, status.Error(codes.AlreadyExists, "Errors.Project.Role.AlreadyExists")
	}
	one := &project.Role{Key: in.GetRoleKey(), DisplayName: in.GetDisplayName(), Group: in.GetGroup(), Details: a.store.Details(found.Organization)}
	found.Roles = append(found.Roles, state.NewMessage(one))
	return &management.AddProjectRoleResponse{Details: one.Details}, nil
}

// ListProjectRoles returns the roles that have the key.
func (a *API) ListProjectRoles(ctx context.Context, in *management.ListProjectRolesRequest) (*management.ListProjectRolesResponse, error) {
	found, err := a.project(ctx, in.GetProjectId())
	if err != nil {
		return nil, err
	}
	var roles []*project.Role
	for _, one := range state.Values(found.Roles) {
		wanted := true
		for _, query := range in.GetQueries() {
			key := query.GetKeyQuery()
			same, err := matches(one.GetKey(), key.GetKey(), key.GetMethod())
			if err != nil {
				return nil, err
			}
			wanted = wanted && same
		}
		if wanted {
			roles = append(roles, one)
		}
	}
	return &management.ListProjectRolesResponse{Details: total(roles), Result: roles}, nil
}

// UpdateProjectRole changes the names of a role.
func (a *API) UpdateProjectRole(ctx context.Context, in *management.UpdateProjectRoleRequest) (*management.UpdateProjectRoleResponse, error) {
	found, err := a.project(ctx, in.GetProjectId())
	if err != nil {
		return nil, err
	}
	one := found.Role(in.GetRoleKey())
	if one == nil {
		return nil, errRole
	}
	if one.GetDisplayName() == in.GetDisplayName() && one.GetGroup() == in.GetGroup() {
		return nil, errUnchanged
	}
	one.DisplayName, one.Group = in.GetDisplayName(), in.GetGroup()
	return &management.UpdateProjectRoleResponse{Details: a.store.Details(found.Organization)}, nil
}

// RemoveProjectRole removes a role, also from every grant; a grant without roles ends.
func (a *API) RemoveProjectRole(ctx context.Context, in *management.RemoveProjectRoleRequest) (*management.RemoveProjectRoleResponse, error) {
	found, err := a.project(ctx, in.GetProjectId())
	if err != nil {
		return nil, err
	}
	if found.Role(in.GetRoleKey()) == nil {
		return nil, errRole
	}
	found.Roles = slices.DeleteFunc(found.Roles, func(one state.Message[*project.Role]) bool { return one.Value.GetKey() == in.GetRoleKey() })
	for _, grant := range state.Values(a.store.UserGrants) {
		if grant.GetProjectId() == in.GetProjectId() {
			grant.RoleKeys = slices.DeleteFunc(grant.RoleKeys, func(key string) bool { return key == in.GetRoleKey() })
		}
	}
	a.store.UserGrants = slices.DeleteFunc(a.store.UserGrants, withoutRoles)
	return &management.RemoveProjectRoleResponse{Details: a.store.Details(found.Organization)}, nil
}

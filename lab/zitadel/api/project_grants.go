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

// AddProjectGrant lets another organization grant roles of the project to its users.
func (a *API) AddProjectGrant(ctx context.Context, in *management.AddProjectGrantRequest) (*management.AddProjectGrantResponse, error) {
	found, err := a.project(ctx, in.GetProjectId())
	if err != nil {
		return nil, err
	}
	other := a.store.Organization(in.GetGrantedOrgId())
	if other == nil {
		return nil, status.Error(codes.FailedPrecondition, "Errors.Org.NotFound")
	}
	if err := requireRoles(found, in.GetRoleKeys()); err != nil {
		return nil, err
	}
	grant := &project.GrantedProject{
		GrantId:         a.store.NewID(),
		GrantedOrgId:    in.GetGrantedOrgId(),
		GrantedOrgName:  other.Org.Value.GetName(),
		GrantedRoleKeys: in.GetRoleKeys(),
		State:           project.ProjectGrantState_PROJECT_GRANT_STATE_ACTIVE,
		ProjectId:       in.GetProjectId(),
		ProjectName:     found.Project.Value.GetName(),
		ProjectOwnerId:  found.Organization,
	}
	found.Grants = append(found.Grants, state.NewMessage(grant))
	return &management.AddProjectGrantResponse{GrantId: grant.GrantId, Details: a.store.Details(found.Organization)}, nil
}

// RemoveProjectGrant takes that right away.
func (a *API) RemoveProjectGrant(ctx context.Context, in *management.RemoveProjectGrantRequest) (*management.RemoveProjectGrantResponse, error) {
	found, err := a.project(ctx, in.GetProjectId())
	if err != nil {
		return nil, err
	}
	before := len(found.Grants)
	found.Grants = slices.DeleteFunc(found.Grants, func(one state.Message[*project.GrantedProject]) bool {
		return one.Value.GetGrantId() == in.GetGrantId()
	})
	if len(found.Grants) == before {
		return nil, status.Error(codes.NotFound, "Errors.Project.Grant.NotFound")
	}
	return &management.RemoveProjectGrantResponse{Details: a.store.Details(found.Organization)}, nil
}

// ListProjectGrants returns the organizations that may grant roles of the project.
func (a *API) ListProjectGrants(ctx context.Context, in *management.ListProjectGrantsRequest) (*management.ListProjectGrantsResponse, error) {
	found, err := a.project(ctx, in.GetProjectId())
	if err != nil {
		return nil, err
	}
	return &management.ListProjectGrantsResponse{Details: total(found.Grants), Result: state.Values(found.Grants)}, nil
}

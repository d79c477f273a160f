package api

import (
	"context"
	"slices"

	"github.com/zitadel/zitadel-go/v3/pkg/client/zitadel/management"
	"github.com/zitadel/zitadel-go/v3/pkg/client/zitadel/project"
	"github.com/zitadel/zitadel-go/v3/pkg/client/zitadel/user"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"slipway/lab/zitadel/rules"
	"slipway/lab/zitadel/state"
)

var errProjectName = status.Error(codes.AlreadyExists, "Errors.Project.AlreadyExisting")

func (a *API) project(ctx context.Context, id string) (*state.Project, error) {
	found := a.store.Project(rules.Organization(ctx), id)
	if found == nil {
		return nil, errProject
	}
	return found, nil
}

func (a *API) nameIsUsed(ctx context.Context, name, id string) bool {
	return slices.ContainsFunc(a.store.Projects, func(one *state.Project) bool {
		return one.Organization == rules.Organization(ctx) && one.Project.Value.GetName() == name && one.Project.Value.GetId() != id
	})
}

// AddProject creates a project.
func (a *API) AddProject(ctx context.Context, in *management.AddProjectRequest) (*management.AddProjectResponse, error) {
	if a.nameIsUsed(ctx, in.GetName(), "") {
		return nil, errProjectName
	}
	organization := rules.Organization(ctx)
	one := &project.Project{
		Id:                     a.store.NewID(),
		Details:                a.store.Details(organization),
		Name:                   in.GetName(),
		State:                  project.ProjectState_PROJECT_STATE_ACTIVE,
		ProjectRoleAssertion:   in.GetProjectRoleAssertion(),
		ProjectRoleCheck:       in.GetProjectRoleCheck(),
		HasProjectCheck:        in.GetHasProjectCheck(),
		PrivateLabelingSetting: in.GetPrivateLabelingSetting(),
	}
	a.store.Projects = append(a.store.Projects, &state.Project{Organization: organization, Project: state.NewMessage(one)})
	return &management.AddProjectResponse{Id: one.Id, Details: one.Details}, nil
}

// GetProjectByID returns a project of the organization.
func (a *API) GetProjectByID(ctx context.Context, in *management.GetProjectByIDRequest) (*management.GetProjectByIDResponse, error) {
	found, err := a.project(ctx, in.GetId())
	if err != nil {
		return nil, err
	}
	return &management.GetProjectByIDResponse{Project: found.Project.Value}, nil
}

// ListProjects returns the projects of the organization that have the name.
func (a *API) ListProjects(ctx context.Context, in *management.ListProjectsRequest) (*management.ListProjectsResponse, error) {
	var found []*project.Project
	for _, one := range a.store.Projects {
		wanted := one.Organization == rules.Organization(ctx)
		for _, query := range in.GetQueries() {
			name := query.GetNameQuery()
			same, err := matches(one.Project.Value.GetName(), name.GetName(), name.GetMethod())
			if err != nil {
				return nil, err
			}
			wanted = wanted && same
		}
		if wanted {
			found = append(found, one.Project.Value)
		}
	}
	return &management.ListProjectsResponse{Details: total(found), Result: found}, nil
}

// UpdateProject changes a project.
func (a *API) UpdateProject(ctx context.Context, in *management.UpdateProjectRequest) (*management.UpdateProjectResponse, error) {
	found, err := a.project(ctx, in.GetId())
	if err != nil {
		return nil, err
	}
	if a.nameIsUsed(ctx, in.GetName(), in.GetId()) {
		return nil, errProjectName
	}
	one := found.Project.Value
	if one.GetName() == in.GetName() && one.GetProjectRoleAssertion() == in.GetProjectRoleAssertion() && one.GetProjectRoleCheck() == in.GetProjectRoleCheck() &&
		one.GetHasProjectCheck() == in.GetHasProjectCheck() && one.GetPrivateLabelingSetting() == in.GetPrivateLabelingSetting() {
		return nil, errUnchanged
	}
	one.Name = in.GetName()
	one.ProjectRoleAssertion = in.GetProjectRoleAssertion()
	one.ProjectRoleCheck = in.GetProjectRoleCheck()
	one.HasProjectCheck = in.GetHasProjectCheck()
	one.PrivateLabelingSetting = in.GetPrivateLabelingSetting()
	return &management.UpdateProjectResponse{Details: a.store.Details(found.Organization)}, nil
}

// RemoveProject removes a project with its roles, applications and grants.
func (a *API) RemoveProject(ctx context.Context, in *management.RemoveProjectRequest) (*management.RemoveProjectResponse, error) {
	found, err := a.project(ctx, in.GetId())
	if err != nil {
		return nil, err
	}
	a.store.Projects = slices.DeleteFunc(a.store.Projects, func(one *state.Project) bool { return one == found })
	a.store.UserGrants = slices.DeleteFunc(a.store.UserGrants, func(one state.Message[*user.UserGrant]) bool {
		return one.Value.GetProjectId() == in.GetId()
	})
	return &management.RemoveProjectResponse{Details: a.store.Details(found.Organization)}, nil
}

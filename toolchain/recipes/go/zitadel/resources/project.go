package resources

import (
	"context"
	"errors"

	"github.com/pulumi/pulumi-go-provider/infer"
	"github.com/zitadel/zitadel-go/v3/pkg/client/zitadel/management"
	"github.com/zitadel/zitadel-go/v3/pkg/client/zitadel/project"
)

// Project is a project: the roles and applications of one system.
type Project struct{}

// Annotate sets the official token.
func (p *Project) Annotate(to infer.Annotator) { to.SetToken("index/project", "Project") }

// ProjectSettings are the fields that inputs and outputs share.
type ProjectSettings struct {
	OrgID                  *string `pulumi:"orgId,optional" provider:"replaceOnChanges"`
	ProjectRoleAssertion   *bool   `pulumi:"projectRoleAssertion,optional"`
	ProjectRoleCheck       *bool   `pulumi:"projectRoleCheck,optional"`
	HasProjectCheck        *bool   `pulumi:"hasProjectCheck,optional"`
	PrivateLabelingSetting *string `pulumi:"privateLabelingSetting,optional"`
}

// ProjectArgs are the inputs.
type ProjectArgs struct {
	Name *string `pulumi:"name,optional"`
	ProjectSettings
}

// ProjectState is what the stack's state keeps.
type ProjectState struct {
	Name  string `pulumi:"name"`
	State string `pulumi:"state"`
	ProjectSettings
}

var errNoName = errors.New("name is required; the official provider derives one from the resource's name")

func (in ProjectArgs) labeling() (project.PrivateLabelingSetting, error) {
	if in.PrivateLabelingSetting == nil {
		return project.PrivateLabelingSetting_PRIVATE_LABELING_SETTING_UNSPECIFIED, nil
	}
	return parse[project.PrivateLabelingSetting]("privateLabelingSetting", *in.PrivateLabelingSetting, project.PrivateLabelingSetting_value)
}

// Create makes the project.
func (*Project) Create(ctx context.Context, req infer.CreateRequest[ProjectArgs]) (infer.CreateResponse[ProjectState], error) {
	in := req.Inputs
	answer := infer.CreateResponse[ProjectState]{Output: in.planned()}
	if in.Name == nil {
		return answer, errNoName
	}
	labeling, err := in.labeling()
	if err != nil || req.DryRun {
		return answer, err
	}
	client, ctx := api(ctx, in.OrgID)
	made, err := client.AddProject(ctx, &management.AddProjectRequest{
		Name:                   *in.Name,
		ProjectRoleAssertion:   value(in.ProjectRoleAssertion),
		ProjectRoleCheck:       value(in.ProjectRoleCheck),
		HasProjectCheck:        value(in.HasProjectCheck),
		PrivateLabelingSetting: labeling,
	})
	if err != nil {
		return answer, err
	}
	answer.ID = made.GetId()
	return answer, nil
}

// planned returns the state after a successful call with these inputs.
func (in ProjectArgs) planned() ProjectState {
	return ProjectState{Name: value(in.Name), State: project.ProjectState_PROJECT_STATE_ACTIVE.String(), ProjectSettings: in.ProjectSettings}
}

// Read returns the live project; without an id if it does not exist.
func (*Project) Read(ctx context.Context, req infer.ReadRequest[ProjectArgs, ProjectState]) (infer.ReadResponse[ProjectArgs, ProjectState], error) {
	id, set := req.ID, req.Inputs
	if set.Name == nil { // an import
		parts, err := importParts(req.ID, "ID", "ORGANIZATION")
		if err != nil {
			return infer.ReadResponse[ProjectArgs, ProjectState]{}, err
		}
		id, set.OrgID = parts[0], optional(parts[1])
	}
	client, ctx := api(ctx, set.OrgID)
	found, err := client.GetProjectByID(ctx, &management.GetProjectByIDRequest{Id: id})
	if err != nil {
		if isMissing(err) {
			err = nil
		}
		return infer.ReadResponse[ProjectArgs, ProjectState]{}, err
	}
	one := found.GetProject()
	in := ProjectArgs{Name: &one.Name, ProjectSettings: ProjectSettings{
		OrgID:                set.OrgID,
		ProjectRoleAssertion: live(one.GetProjectRoleAssertion(), set.ProjectRoleAssertion),
		ProjectRoleCheck:     live(one.GetProjectRoleCheck(), set.ProjectRoleCheck),
		HasProjectCheck:      live(one.GetHasProjectCheck(), set.HasProjectCheck),
	}}
	if one.GetPrivateLabelingSetting() != 0 || set.PrivateLabelingSetting != nil {
		in.PrivateLabelingSetting = optional(one.GetPrivateLabelingSetting().String())
	}
	state := ProjectState{Name: one.GetName(), State: one.GetState().String(), ProjectSettings: in.ProjectSettings}
	return infer.ReadResponse[ProjectArgs, ProjectState]{ID: id, Inputs: in, State: state}, nil
}

// Update changes the project.
func (*Project) Update(ctx context.Context, req infer.UpdateRequest[ProjectArgs, ProjectState]) (infer.UpdateResponse[ProjectState], error) {
	in := req.Inputs
	answer := infer.UpdateResponse[ProjectState]{Output: in.planned()}
	if in.Name == nil {
		return answer, errNoName
	}
	labeling, err := in.labeling()
	if err != nil || req.DryRun {
		return answer, err
	}
	client, ctx := api(ctx, in.OrgID)
	_, err = client.UpdateProject(ctx, &management.UpdateProjectRequest{
		Id:                     req.ID,
		Name:                   *in.Name,
		ProjectRoleAssertion:   value(in.ProjectRoleAssertion),
		ProjectRoleCheck:       value(in.ProjectRoleCheck),
		HasProjectCheck:        value(in.HasProjectCheck),
		PrivateLabelingSetting: labeling,
	})
	return answer, unlessUnchanged(err)
}

// Delete removes the project with its roles, applications and grants.
func (*Project) Delete(ctx context.Context, req infer.DeleteRequest[ProjectState]) (infer.DeleteResponse, error) {
	client, ctx := api(ctx, req.State.OrgID)
	_, err := client.RemoveProject(ctx, &management.RemoveProjectRequest{Id: req.ID})
	return infer.DeleteResponse{}, unlessMissing(err)
}

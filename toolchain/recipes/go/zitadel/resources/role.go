package resources

import (
	"context"
	"fmt"

	"github.com/pulumi/pulumi-go-provider/infer"
	"github.com/zitadel/zitadel-go/v3/pkg/client/zitadel/management"
	"github.com/zitadel/zitadel-go/v3/pkg/client/zitadel/object"
	"github.com/zitadel/zitadel-go/v3/pkg/client/zitadel/project"
)

// ProjectRole is a role of a project.
type ProjectRole struct{}

// Annotate sets the official token.
func (r *ProjectRole) Annotate(to infer.Annotator) { to.SetToken("index/projectRole", "ProjectRole") }

// ProjectRoleArgs are the inputs, and what the stack's state keeps.
type ProjectRoleArgs struct {
	OrgID       *string `pulumi:"orgId,optional" provider:"replaceOnChanges"`
	ProjectID   string  `pulumi:"projectId" provider:"replaceOnChanges"`
	RoleKey     string  `pulumi:"roleKey" provider:"replaceOnChanges"`
	DisplayName string  `pulumi:"displayName"`
	Group       *string `pulumi:"group,optional"`
}

// ProjectRoleState has the same fields; the SDK needs two types.
type ProjectRoleState struct{ ProjectRoleArgs }

func (in ProjectRoleArgs) id() string { return in.ProjectID + "_" + in.RoleKey }

// Create adds the role.
func (*ProjectRole) Create(ctx context.Context, req infer.CreateRequest[ProjectRoleArgs]) (infer.CreateResponse[ProjectRoleState], error) {
	in := req.Inputs
	answer := infer.CreateResponse[ProjectRoleState]{ID: in.id(), Output: ProjectRoleState{in}}
	if req.DryRun {
		return answer, nil
	}
	client, ctx := api(ctx, in.OrgID)
	_, err := client.AddProjectRole(ctx, &management.AddProjectRoleRequest{
		ProjectId: in.ProjectID, RoleKey: in.RoleKey, DisplayName: in.DisplayName, Group: value(in.Group),
	})
	return answer, err
}

// Read returns the live role; without an id if it does not exist.
func (*ProjectRole) Read(ctx context.Context, req infer.ReadRequest[ProjectRoleArgs, ProjectRoleState]) (infer.ReadResponse[ProjectRoleArgs, ProjectRoleState], error) {
	none := infer.ReadResponse[ProjectRoleArgs, ProjectRoleState]{}
	set := req.Inputs
	if set.ProjectID == "" { // an import
		parts, err := importParts(req.ID, "PROJECT", "ROLE", "ORGANIZATION")
		if err != nil {
			return none, err
		}
		set.ProjectID, set.RoleKey, set.OrgID = parts[0], parts[1], optional(parts[2])
	}
	found, err := role(ctx, set)
	if err != nil || found == nil {
		return none, err
	}
	set.DisplayName, set.Group = found.GetDisplayName(), live(found.GetGroup(), set.Group)
	return infer.ReadResponse[ProjectRoleArgs, ProjectRoleState]{ID: set.id(), Inputs: set, State: ProjectRoleState{set}}, nil
}

// role finds the role in the list: Zitadel has no other way to read one.
func role(ctx context.Context, set ProjectRoleArgs) (*project.Role, error) {
	client, ctx := api(ctx, set.OrgID)
	list, err := client.ListProjectRoles(ctx, &management.ListProjectRolesRequest{
		ProjectId: set.ProjectID,
		Queries: []*project.RoleQuery{{Query: &project.RoleQuery_KeyQuery{KeyQuery: &project.RoleKeyQuery{
			Key: set.RoleKey, Method: object.TextQueryMethod_TEXT_QUERY_METHOD_EQUALS,
		}}}},
	})
	if isMissing(err) {
		return nil, nil
	}
	if err != nil || len(list.GetResult()) == 0 {
		return nil, err
	}
	if len(list.GetResult()) > 1 {
		return nil, fmt.Errorf("project %s has %d roles with the key %s", set.ProjectID, len(list.GetResult()), set.RoleKey)
	}
	return list.GetResult()[0], nil
}

// Update changes the names of the role.
func (*ProjectRole) Update(ctx context.Context, req infer.UpdateRequest[ProjectRoleArgs, ProjectRoleState]) (infer.UpdateResponse[ProjectRoleState], error) {
	in := req.Inputs
	answer := infer.UpdateResponse[ProjectRoleState]{Output: ProjectRoleState{in}}
	if req.DryRun {
		return answer, nil
	}
	client, ctx := api(ctx, in.OrgID)
	_, err := client.UpdateProjectRole(ctx, &management.UpdateProjectRoleRequest{
		ProjectId: in.ProjectID, RoleKey: in.RoleKey, DisplayName: in.DisplayName, Group: value(in.Group),
	})
	return answer, unlessUnchanged(err)
}

// Delete removes the role, also from every grant.
func (*ProjectRole) Delete(ctx context.Context, req infer.DeleteRequest[ProjectRoleState]) (infer.DeleteResponse, error) {
	client, ctx := api(ctx, req.State.OrgID)
	_, err := client.RemoveProjectRole(ctx, &management.RemoveProjectRoleRequest{ProjectId: req.State.ProjectID, RoleKey: req.State.RoleKey})
	return infer.DeleteResponse{}, unlessMissing(err)
}

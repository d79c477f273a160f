package resources

import (
	"context"

	"github.com/pulumi/pulumi-go-provider/infer"
	"github.com/zitadel/zitadel-go/v3/pkg/client/zitadel/management"
)

// UserGrant gives roles of a project to a user.
type UserGrant struct{}

// Annotate sets the official token.
func (g *UserGrant) Annotate(to infer.Annotator) { to.SetToken("index/userGrant", "UserGrant") }

// UserGrantArgs are the inputs, and what the stack's state keeps.
type UserGrantArgs struct {
	OrgID          *string   `pulumi:"orgId,optional" provider:"replaceOnChanges"`
	ProjectID      *string   `pulumi:"projectId,optional" provider:"replaceOnChanges"`
	ProjectGrantID *string   `pulumi:"projectGrantId,optional" provider:"replaceOnChanges"`
	UserID         string    `pulumi:"userId" provider:"replaceOnChanges"`
	RoleKeys       *[]string `pulumi:"roleKeys,optional"`
}

// UserGrantState has the same fields; the SDK needs two types.
type UserGrantState struct{ UserGrantArgs }

// Create makes the grant.
func (*UserGrant) Create(ctx context.Context, req infer.CreateRequest[UserGrantArgs]) (infer.CreateResponse[UserGrantState], error) {
	in := req.Inputs
	answer := infer.CreateResponse[UserGrantState]{Output: UserGrantState{in}}
	if req.DryRun {
		return answer, nil
	}
	client, ctx := api(ctx, in.OrgID)
	made, err := client.AddUserGrant(ctx, &management.AddUserGrantRequest{
		UserId: in.UserID, ProjectId: value(in.ProjectID), ProjectGrantId: value(in.ProjectGrantID), RoleKeys: value(in.RoleKeys),
	})
	answer.ID = made.GetUserGrantId()
	return answer, err
}

// Read returns the live grant; without an id if it does not exist.
func (*UserGrant) Read(ctx context.Context, req infer.ReadRequest[UserGrantArgs, UserGrantState]) (infer.ReadResponse[UserGrantArgs, UserGrantState], error) {
	id, set := req.ID, req.Inputs
	none := infer.ReadResponse[UserGrantArgs, UserGrantState]{}
	if set.UserID == "" { // an import
		parts, err := importParts(req.ID, "ID", "USER", "ORGANIZATION")
		if err != nil {
			return none, err
		}
		id, set.UserID, set.OrgID = parts[0], parts[1], optional(parts[2])
	}
	client, ctx := api(ctx, set.OrgID)
	found, err := client.GetUserGrantByID(ctx, &management.GetUserGrantByIDRequest{UserId: set.UserID, GrantId: id})
	if isMissing(err) {
		return none, nil
	}
	if err != nil {
		return none, err
	}
	grant := found.GetUserGrant()
	set.ProjectID = optional(grant.GetProjectId())
	set.ProjectGrantID = live(grant.GetProjectGrantId(), set.ProjectGrantID)
	set.RoleKeys = liveList(grant.GetRoleKeys(), set.RoleKeys)
	return infer.ReadResponse[UserGrantArgs, UserGrantState]{ID: id, Inputs: set, State: UserGrantState{set}}, nil
}

// Update changes the roles.
func (*UserGrant) Update(ctx context.Context, req infer.UpdateRequest[UserGrantArgs, UserGrantState]) (infer.UpdateResponse[UserGrantState], error) {
	in := req.Inputs
	answer := infer.UpdateResponse[UserGrantState]{Output: UserGrantState{in}}
	if req.DryRun {
		return answer, nil
	}
	client, ctx := api(ctx, in.OrgID)
	_, err := client.UpdateUserGrant(ctx, &management.UpdateUserGrantRequest{UserId: in.UserID, GrantId: req.ID, RoleKeys: value(in.RoleKeys)})
	return answer, unlessUnchanged(err)
}

// Delete removes the grant.
func (*UserGrant) Delete(ctx context.Context, req infer.DeleteRequest[UserGrantState]) (infer.DeleteResponse, error) {
	client, ctx := api(ctx, req.State.OrgID)
	_, err := client.RemoveUserGrant(ctx, &management.RemoveUserGrantRequest{UserId: req.State.UserID, GrantId: req.ID})
	return infer.DeleteResponse{}, unlessMissing(err)
}

package resources

import (
	"context"

	"github.com/pulumi/pulumi-go-provider/infer"
	"github.com/zitadel/zitadel-go/v3/pkg/client/zitadel/app"
	"github.com/zitadel/zitadel-go/v3/pkg/client/zitadel/management"
)

// ApplicationOidc is an application that signs people in with OpenID Connect.
type ApplicationOidc struct{}

// Annotate sets the official token.
func (a *ApplicationOidc) Annotate(to infer.Annotator) {
	to.SetToken("index/applicationOidc", "ApplicationOidc")
}

// ApplicationOidcSettings are the fields that inputs and outputs share.
type ApplicationOidcSettings struct {
	OrgID                    *string   `pulumi:"orgId,optional" provider:"replaceOnChanges"`
	ProjectID                string    `pulumi:"projectId" provider:"replaceOnChanges"`
	RedirectUris             []string  `pulumi:"redirectUris"`
	ResponseTypes            []string  `pulumi:"responseTypes"`
	GrantTypes               []string  `pulumi:"grantTypes"`
	AppType                  *string   `pulumi:"appType,optional"`
	AuthMethodType           *string   `pulumi:"authMethodType,optional"`
	PostLogoutRedirectUris   *[]string `pulumi:"postLogoutRedirectUris,optional"`
	Version                  *string   `pulumi:"version,optional" provider:"replaceOnChanges"`
	DevMode                  *bool     `pulumi:"devMode,optional"`
	AccessTokenType          *string   `pulumi:"accessTokenType,optional"`
	AccessTokenRoleAssertion *bool     `pulumi:"accessTokenRoleAssertion,optional"`
	IDTokenRoleAssertion     *bool     `pulumi:"idTokenRoleAssertion,optional"`
	IDTokenUserinfoAssertion *bool     `pulumi:"idTokenUserinfoAssertion,optional"`
	ClockSkew                *string   `pulumi:"clockSkew,optional"`
	AdditionalOrigins        *[]string `pulumi:"additionalOrigins,optional"`
}

// ApplicationOidcArgs are the inputs.
type ApplicationOidcArgs struct {
	Name *string `pulumi:"name,optional"`
	ApplicationOidcSettings
}

// ApplicationOidcState is what the stack's state keeps.
type ApplicationOidcState struct {
	Name         string `pulumi:"name"`
	ClientID     string `pulumi:"clientId" provider:"secret"`
	ClientSecret string `pulumi:"clientSecret" provider:"secret"`
	ApplicationOidcSettings
}

// Create makes the application.
func (*ApplicationOidc) Create(ctx context.Context, req infer.CreateRequest[ApplicationOidcArgs]) (infer.CreateResponse[ApplicationOidcState], error) {
	in := req.Inputs
	answer := infer.CreateResponse[ApplicationOidcState]{Output: ApplicationOidcState{Name: value(in.Name), ApplicationOidcSettings: in.ApplicationOidcSettings}}
	if in.Name == nil {
		return answer, errNoName
	}
	parsed, err := in.parse()
	if err != nil || req.DryRun {
		return answer, err
	}
	client, ctx := api(ctx, in.OrgID)
	made, err := client.AddOIDCApp(ctx, &management.AddOIDCAppRequest{
		ProjectId:                in.ProjectID,
		Name:                     *in.Name,
		RedirectUris:             in.RedirectUris,
		ResponseTypes:            parsed.response,
		GrantTypes:               parsed.grants,
		AppType:                  parsed.kind,
		AuthMethodType:           parsed.method,
		PostLogoutRedirectUris:   value(in.PostLogoutRedirectUris),
		Version:                  parsed.version,
		DevMode:                  value(in.DevMode),
		AccessTokenType:          parsed.token,
		AccessTokenRoleAssertion: value(in.AccessTokenRoleAssertion),
		IdTokenRoleAssertion:     value(in.IDTokenRoleAssertion),
		IdTokenUserinfoAssertion: value(in.IDTokenUserinfoAssertion),
		ClockSkew:                parsed.skew,
		AdditionalOrigins:        value(in.AdditionalOrigins),
	})
	if err != nil {
		return answer, err
	}
	answer.ID = made.GetAppId()
	answer.Output.ClientID, answer.Output.ClientSecret = made.GetClientId(), made.GetClientSecret()
	return answer, nil
}

// Read returns the live application; without an id if it does not exist.
func (*ApplicationOidc) Read(ctx context.Context, req infer.ReadRequest[ApplicationOidcArgs, ApplicationOidcState]) (infer.ReadResponse[ApplicationOidcArgs, ApplicationOidcState], error) {
	id, set, secret := req.ID, req.Inputs, req.State.ClientSecret
	none := infer.ReadResponse[ApplicationOidcArgs, ApplicationOidcState]{}
	if set.ProjectID == "" { // an import
		parts, err := importParts(req.ID, "ID", "PROJECT", "ORGANIZATION")
		if err != nil {
			return none, err
		}
		id, set.ProjectID, set.OrgID = parts[0], parts[1], optional(parts[2])
		set.showFlags()
	}
	client, ctx := api(ctx, set.OrgID)
	found, err := client.GetAppByID(ctx, &management.GetAppByIDRequest{ProjectId: set.ProjectID, AppId: id})
	if isMissing(err) {
		return none, nil
	}
	if err != nil {
		return none, err
	}
	name, config := found.GetApp().GetName(), found.GetApp().GetOidcConfig()
	in := ApplicationOidcArgs{Name: &name, ApplicationOidcSettings: liveApplication(config, set.ApplicationOidcSettings)}
	state := ApplicationOidcState{Name: name, ClientID: config.GetClientId(), ClientSecret: secret, ApplicationOidcSettings: in.ApplicationOidcSettings}
	return infer.ReadResponse[ApplicationOidcArgs, ApplicationOidcState]{ID: id, Inputs: in, State: state}, nil
}

// showFlags makes an import return every flag: the inputs of a program that states them all then match.
func (in *ApplicationOidcSettings) showFlags() {
	for _, flag := range []**bool{&in.DevMode, &in.AccessTokenRoleAssertion, &in.IDTokenRoleAssertion, &in.IDTokenUserinfoAssertion} {
		*flag = new(bool)
	}
}

// The version has only one value, so it is left out unless the program states it: the SDK hides a property of this name from a comparison.
func liveApplication(config *app.OIDCConfig, set ApplicationOidcSettings) ApplicationOidcSettings {
	skew := liveDuration(config.GetClockSkew(), value(set.ClockSkew))
	return ApplicationOidcSettings{
		OrgID:                    set.OrgID,
		ProjectID:                set.ProjectID,
		RedirectUris:             config.GetRedirectUris(),
		ResponseTypes:            *liveList(names(config.GetResponseTypes()), &set.ResponseTypes),
		GrantTypes:               *liveList(names(config.GetGrantTypes()), &set.GrantTypes),
		AppType:                  optional(config.GetAppType().String()),
		AuthMethodType:           optional(config.GetAuthMethodType().String()),
		PostLogoutRedirectUris:   liveList(config.GetPostLogoutRedirectUris(), set.PostLogoutRedirectUris),
		Version:                  set.Version,
		DevMode:                  live(config.GetDevMode(), set.DevMode),
		AccessTokenType:          optional(config.GetAccessTokenType().String()),
		AccessTokenRoleAssertion: live(config.GetAccessTokenRoleAssertion(), set.AccessTokenRoleAssertion),
		IDTokenRoleAssertion:     live(config.GetIdTokenRoleAssertion(), set.IDTokenRoleAssertion),
		IDTokenUserinfoAssertion: live(config.GetIdTokenUserinfoAssertion(), set.IDTokenUserinfoAssertion),
		ClockSkew:                &skew,
		AdditionalOrigins:        liveList(config.GetAdditionalOrigins(), set.AdditionalOrigins),
	}
}

// Update changes the name and the settings: two calls, each refused by Zitadel if it changes nothing.
func (*ApplicationOidc) Update(ctx context.Context, req infer.UpdateRequest[ApplicationOidcArgs, ApplicationOidcState]) (infer.UpdateResponse[ApplicationOidcState], error) {
	in := req.Inputs
	answer := infer.UpdateResponse[ApplicationOidcState]{Output: req.State}
	answer.Output.Name, answer.Output.ApplicationOidcSettings = value(in.Name), in.ApplicationOidcSettings
	if in.Name == nil {
		return answer, errNoName
	}
	parsed, err := in.parse()
	if err != nil || req.DryRun {
		return answer, err
	}
	client, ctx := api(ctx, in.OrgID)
	if *in.Name != req.State.Name {
		_, err = client.UpdateApp(ctx, &management.UpdateAppRequest{ProjectId: in.ProjectID, AppId: req.ID, Name: *in.Name})
		if err != nil {
			return answer, err
		}
	}
	_, err = client.UpdateOIDCAppConfig(ctx, &management.UpdateOIDCAppConfigRequest{
		ProjectId:                in.ProjectID,
		AppId:                    req.ID,
		RedirectUris:             in.RedirectUris,
		ResponseTypes:            parsed.response,
		GrantTypes:               parsed.grants,
		AppType:                  parsed.kind,
		AuthMethodType:           parsed.method,
		PostLogoutRedirectUris:   value(in.PostLogoutRedirectUris),
		DevMode:                  value(in.DevMode),
		AccessTokenType:          parsed.token,
		AccessTokenRoleAssertion: value(in.AccessTokenRoleAssertion),
		IdTokenRoleAssertion:     value(in.IDTokenRoleAssertion),
		IdTokenUserinfoAssertion: value(in.IDTokenUserinfoAssertion),
		ClockSkew:                parsed.skew,
		AdditionalOrigins:        value(in.AdditionalOrigins),
	})
	return answer, unlessUnchanged(err)
}

// Delete removes the application.
func (*ApplicationOidc) Delete(ctx context.Context, req infer.DeleteRequest[ApplicationOidcState]) (infer.DeleteResponse, error) {
	client, ctx := api(ctx, req.State.OrgID)
	_, err := client.RemoveApp(ctx, &management.RemoveAppRequest{ProjectId: req.State.ProjectID, AppId: req.ID})
	return infer.DeleteResponse{}, unlessMissing(err)
}

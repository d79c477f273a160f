package api

import (
	"context"
	"crypto/rand"
	"slices"

	"github.com/zitadel/zitadel-go/v3/pkg/client/zitadel/app"
	"github.com/zitadel/zitadel-go/v3/pkg/client/zitadel/management"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/durationpb"

	"slipway/lab/zitadel/state"
)

var errAppName = status.Error(codes.AlreadyExists, "Errors.Project.App.AlreadyExisting")

func appNameIsUsed(found *state.Project, name string) bool {
	return slices.ContainsFunc(found.Apps, func(one state.Message[*app.App]) bool { return one.Value.GetName() == name })
}

func (a *API) app(ctx context.Context, projectID, id string) (*state.Project, *app.App, error) {
	found, err := a.project(ctx, projectID)
	if err != nil {
		return nil, nil, err
	}
	one := found.App(id)
	if one == nil {
		return nil, nil, errApp
	}
	return found, one, nil
}

// AddOIDCApp creates an application.
func (a *API) AddOIDCApp(ctx context.Context, in *management.AddOIDCAppRequest) (*management.AddOIDCAppResponse, error) {
	found, err := a.project(ctx, in.GetProjectId())
	if err != nil {
		return nil, err
	}
	if appNameIsUsed(found, in.GetName()) {
		return nil, errAppName
	}
	config, err := newConfig(in)
	if err != nil {
		return nil, err
	}
	config.ClientId, config.Version = a.store.NewID(), in.GetVersion()
	one := &app.App{
		Id: a.store.NewID(), Details: a.store.Details(found.Organization), State: app.AppState_APP_STATE_ACTIVE, Name: in.GetName(),
		Config: &app.App_OidcConfig{OidcConfig: config},
	}
	found.Apps = append(found.Apps, state.NewMessage(one))
	return &management.AddOIDCAppResponse{
		AppId: one.Id, Details: one.Details, ClientId: config.ClientId, ClientSecret: secret(config),
		NoneCompliant: config.NoneCompliant, ComplianceProblems: config.ComplianceProblems,
	}, nil
}

// secret returns a client secret; an application without one authenticates by PKCE alone.
func secret(config *app.OIDCConfig) string {
	switch config.GetAuthMethodType() {
	case app.OIDCAuthMethodType_OIDC_AUTH_METHOD_TYPE_BASIC, app.OIDCAuthMethodType_OIDC_AUTH_METHOD_TYPE_POST:
		return rand.Text()
	}
	return ""
}

// settings are what the requests to create and to change an application have in common.
type settings interface {
	GetRedirectUris() []string
	GetResponseTypes() []app.OIDCResponseType
	GetGrantTypes() []app.OIDCGrantType
	GetAppType() app.OIDCAppType
	GetAuthMethodType() app.OIDCAuthMethodType
	GetPostLogoutRedirectUris() []string
	GetDevMode() bool
	GetAccessTokenType() app.OIDCTokenType
	GetAccessTokenRoleAssertion() bool
	GetIdTokenRoleAssertion() bool
	GetIdTokenUserinfoAssertion() bool
	GetClockSkew() *durationpb.Duration
	GetAdditionalOrigins() []string
}

// newConfig refuses settings that contradict each other, and adds what Zitadel computes.
func newConfig(in settings) (*app.OIDCConfig, error) {
	config := &app.OIDCConfig{
		RedirectUris:             in.GetRedirectUris(),
		ResponseTypes:            in.GetResponseTypes(),
		GrantTypes:               in.GetGrantTypes(),
		AppType:                  in.GetAppType(),
		AuthMethodType:           in.GetAuthMethodType(),
		PostLogoutRedirectUris:   in.GetPostLogoutRedirectUris(),
		DevMode:                  in.GetDevMode(),
		AccessTokenType:          in.GetAccessTokenType(),
		AccessTokenRoleAssertion: in.GetAccessTokenRoleAssertion(),
		IdTokenRoleAssertion:     in.GetIdTokenRoleAssertion(),
		IdTokenUserinfoAssertion: in.GetIdTokenUserinfoAssertion(),
		ClockSkew:                in.GetClockSkew(),
		AdditionalOrigins:        in.GetAdditionalOrigins(),
	}
	if !hasRequiredGrants(config) || !slices.ContainsFunc(config.GetResponseTypes(), isKnown) {
		return nil, status.Error(codes.InvalidArgument, "Errors.Project.App.OIDCConfigInvalid")
	}
	if config.ClockSkew == nil {
		config.ClockSkew = durationpb.New(0)
	}
	setCompliance(config)
	return config, nil
}

func isKnown(one app.OIDCResponseType) bool { return app.OIDCResponseType_name[int32(one)] != "" }

// GetAppByID returns an application.
func (a *API) GetAppByID(ctx context.Context, in *management.GetAppByIDRequest) (*management.GetAppByIDResponse, error) {
	_, one, err := a.app(ctx, in.GetProjectId(), in.GetAppId())
	if err != nil {
		return nil, err
	}
	return &management.GetAppByIDResponse{App: one}, nil
}

// ListApps returns the applications of a project.
func (a *API) ListApps(ctx context.Context, in *management.ListAppsRequest) (*management.ListAppsResponse, error) {
	found, err := a.project(ctx, in.GetProjectId())
	if err != nil {
		return nil, err
	}
	if len(in.GetQueries()) > 0 {
		return nil, status.Error(codes.Unimplemented, "queries are not implemented")
	}
	return &management.ListAppsResponse{Details: total(found.Apps), Result: state.Values(found.Apps)}, nil
}

// UpdateApp renames an application.
func (a *API) UpdateApp(ctx context.Context, in *management.UpdateAppRequest) (*management.UpdateAppResponse, error) {
	found, one, err := a.app(ctx, in.GetProjectId(), in.GetAppId())
	if err != nil {
		return nil, err
	}
	if one.GetName() == in.GetName() {
		return nil, errUnchanged
	}
	if appNameIsUsed(found, in.GetName()) {
		return nil, errAppName
	}
	one.Name = in.GetName()
	return &management.UpdateAppResponse{Details: a.store.Details(found.Organization)}, nil
}

// UpdateOIDCAppConfig replaces the settings of an application; what the request leaves out becomes empty.
func (a *API) UpdateOIDCAppConfig(ctx context.Context, in *management.UpdateOIDCAppConfigRequest) (*management.UpdateOIDCAppConfigResponse, error) {
	found, one, err := a.app(ctx, in.GetProjectId(), in.GetAppId())
	if err != nil {
		return nil, err
	}
	former := one.GetOidcConfig()
	config, err := newConfig(in)
	if err != nil {
		return nil, err
	}
	config.ClientId, config.Version = former.GetClientId(), former.GetVersion()
	if proto.Equal(former, config) {
		return nil, errUnchanged
	}
	one.Config = &app.App_OidcConfig{OidcConfig: config}
	return &management.UpdateOIDCAppConfigResponse{Details: a.store.Details(found.Organization)}, nil
}

// RemoveApp removes an application.
func (a *API) RemoveApp(ctx context.Context, in *management.RemoveAppRequest) (*management.RemoveAppResponse, error) {
	found, one, err := a.app(ctx, in.GetProjectId(), in.GetAppId())
	if err != nil {
		return nil, err
	}
	found.Apps = slices.DeleteFunc(found.Apps, func(other state.Message[*app.App]) bool { return other.Value == one })
	return &management.RemoveAppResponse{Details: a.store.Details(found.Organization)}, nil
}

package main

import (
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/zitadel/oidc/v3/pkg/oidc"
	"github.com/zitadel/oidc/v3/pkg/op"
)

const (
	wikiClientID  = "301000000000000007"
	wikiProjectID = "301000000000000008"
	idTokenLife   = 12 * time.Hour // Zitadel's default
)

// project is a project of the organization.
type project struct {
	id        string
	clients   []string
	roleCheck bool // a user without a role of it cannot sign in
}

// client is an application of a project, with the settings of ZitadelPlan: native, without a secret. It implements op.Client.
type client struct {
	id      string
	name    string
	project *project
}

// The applications of the organization: the one of the command line, and one of another project.
var clients = map[string]*client{
	clientID:     {clientID, "kubernetes", &project{projectID, []string{clientID}, true}},
	wikiClientID: {wikiClientID, "wiki", &project{wikiProjectID, []string{wikiClientID}, false}},
}

func clientWithID(id string) (*client, error) {
	if known := clients[id]; known != nil {
		return known, nil
	}
	return nil, errors.New("Errors.App.NotFound")
}

func (c *client) GetID() string                       { return c.id }
func (c *client) ApplicationType() op.ApplicationType { return op.ApplicationTypeNative }
func (c *client) AuthMethod() oidc.AuthMethod         { return oidc.AuthMethodNone }
func (c *client) AccessTokenType() op.AccessTokenType { return op.AccessTokenTypeBearer }
func (c *client) IDTokenLifetime() time.Duration      { return idTokenLife }
func (c *client) ClockSkew() time.Duration            { return 0 }
func (c *client) DevMode() bool                       { return false }
func (c *client) PostLogoutRedirectURIs() []string    { return nil }
func (c *client) LoginURL(login string) string        { return loginPath + "?authRequestID=" + login }

// IDTokenUserinfoClaimsAssertion is "User Info inside ID Token".
func (c *client) IDTokenUserinfoClaimsAssertion() bool { return true }

func (c *client) RedirectURIs() []string {
	return []string{"http://localhost:8000", "http://localhost:18000"}
}

func (c *client) ResponseTypes() []oidc.ResponseType {
	return []oidc.ResponseType{oidc.ResponseTypeCode}
}

func (c *client) GrantTypes() []oidc.GrantType {
	return []oidc.GrantType{oidc.GrantTypeCode, oidc.GrantTypeDeviceCode}
}

func (c *client) RestrictAdditionalIdTokenScopes() func([]string) []string     { return slices.Clone }
func (c *client) RestrictAdditionalAccessTokenScopes() func([]string) []string { return slices.Clone }

// IsScopeAllowed is true for the scopes that Zitadel defines; a request's other scopes are ignored.
func (c *client) IsScopeAllowed(scope string) bool {
	_, ofProject := audienceOf(scope)
	return ofProject || scope == rolesScope || scope == resourceOwnerScope
}

// audienceOf returns the project that a scope adds to the audience. Zitadel does not ask whose project it is.
func audienceOf(scope string) (string, bool) {
	rest, hasPrefix := strings.CutPrefix(scope, "urn:zitadel:iam:org:project:id:")
	id, hasSuffix := strings.CutSuffix(rest, ":aud")
	return id, hasPrefix && hasSuffix
}

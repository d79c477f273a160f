package main

import (
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/zitadel/oidc/v3/pkg/oidc"
)

// Claim names and scopes of Zitadel, and the ids in the lab's stack files of staging.
const (
	ownRolesClaim      = "urn:zitadel:iam:org:project:roles" // of the client's project
	projectRolesFormat = "urn:zitadel:iam:org:project:%s:roles"
	projectRolesClaim  = "urn:zitadel:iam:org:project:" + projectID + ":roles"
	rolesScope         = "urn:zitadel:iam:org:projects:roles" // requests the roles of all projects of the audience
	resourceOwnerScope = "urn:zitadel:iam:user:resourceowner"
	organizationID     = "301000000000000001"
	organizationDomain = "example.net"
	projectID          = "301000000000000002"
	clientID           = "301000000000000003"
	lifetime           = time.Hour
)

// withDefaults adds the claims of an ID token of a Zitadel user with a second factor. Given claims are kept; null removes a claim.
// "roles" is a short form: a list of role names becomes Zitadel's map from role to granting organizations.
func withDefaults(given map[string]any, url string) map[string]any {
	now := time.Now()
	claims := map[string]any{
		"iss":                                   url,
		"sub":                                   fmt.Sprint(firstUserID),
		"aud":                                   []string{clientID, projectID},
		"azp":                                   clientID,
		"client_id":                             clientID,
		"iat":                                   now.Unix(),
		"exp":                                   now.Add(lifetime).Unix(),
		"auth_time":                             now.Unix(),
		"amr":                                   []string{"pwd", "otp", "mfa"},
		"email":                                 "user@" + organizationDomain,
		"email_verified":                        true,
		"preferred_username":                    "user@" + organizationDomain,
		"urn:zitadel:iam:user:resourceowner:id": organizationID,
		"urn:zitadel:iam:user:resourceowner:primary_domain": organizationDomain,
	}
	if email, ok := given["email"].(string); ok {
		claims["preferred_username"] = email
	}
	maps.Copy(claims, given)
	expandRoles(claims)
	maps.DeleteFunc(claims, func(_ string, value any) bool { return value == nil })
	return claims
}

func expandRoles(claims map[string]any) {
	roles, short := claims["roles"].([]any)
	if !short {
		return
	}
	names := []string{}
	for _, role := range roles {
		if name, ok := role.(string); ok {
			names = append(names, name)
		}
	}
	claims[ownRolesClaim] = granted(names)
	claims[projectRolesClaim] = granted(names)
	delete(claims, "roles")
}

// granted returns Zitadel's form of the roles that the organization granted.
func granted(roles []string) map[string]any {
	result := map[string]any{}
	for _, role := range roles {
		result[role] = map[string]string{organizationID: organizationDomain}
	}
	return result
}

// setUserInfo adds the claims of the scopes: as in Zitadel, each project's roles have a claim of their own, and the roles of the client's
// project are also in the claim without an id.
func setUserInfo(info *oidc.UserInfo, one *user, app *client, scopes []string) {
	info.Subject = one.id
	if slices.Contains(scopes, oidc.ScopeEmail) {
		info.Email, info.EmailVerified = one.email, true
	}
	if slices.Contains(scopes, oidc.ScopeProfile) {
		info.Name, info.PreferredUsername = one.Name, one.email
	}
	if slices.Contains(scopes, resourceOwnerScope) {
		info.AppendClaims("urn:zitadel:iam:user:resourceowner:id", organizationID)
		info.AppendClaims("urn:zitadel:iam:user:resourceowner:primary_domain", organizationDomain)
	}
	for _, id := range roleProjects(app, scopes) {
		roles := one.Grants[id]
		if len(roles) == 0 {
			continue
		}
		info.AppendClaims(fmt.Sprintf(projectRolesFormat, id), granted(roles))
		if id == app.project.id {
			info.AppendClaims(ownRolesClaim, granted(roles))
		}
	}
}

func roleProjects(app *client, scopes []string) []string {
	if slices.Contains(scopes, rolesScope) {
		return append([]string{app.project.id}, requestedProjects(scopes)...)
	}
	return []string{app.project.id}
}

// audience returns the application's own project with its applications, and the projects of the scopes.
func audience(app *client, scopes []string) []string {
	all := append(slices.Clone(app.project.clients), app.project.id)
	for _, id := range requestedProjects(scopes) {
		if !slices.Contains(all, id) {
			all = append(all, id)
		}
	}
	return all
}

func requestedProjects(scopes []string) []string {
	ids := []string{}
	for _, scope := range scopes {
		if id, ok := audienceOf(scope); ok {
			ids = append(ids, id)
		}
	}
	return ids
}

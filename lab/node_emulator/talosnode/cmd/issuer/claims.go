package main

import (
	"maps"
	"time"
)

// Claim names of Zitadel, and the ids in the lab's stack files of staging.
const (
	ownRolesClaim      = "urn:zitadel:iam:org:project:roles" // of the client's project
	projectRolesClaim  = "urn:zitadel:iam:org:project:" + projectID + ":roles"
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
		"sub":                                   "301000000000000101",
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
	granted := map[string]any{}
	for _, role := range roles {
		if name, ok := role.(string); ok {
			granted[name] = map[string]string{organizationID: organizationDomain}
		}
	}
	claims[ownRolesClaim] = granted
	claims[projectRolesClaim] = granted
	delete(claims, "roles")
}

package main

import (
	"maps"
	"time"
)

// Claim names and ids in Zitadel's form; the organization and the project are the lab's.
const (
	rolesClaim         = "urn:zitadel:iam:org:project:roles"
	organizationID     = "301234567890123456"
	organizationDomain = "example.org"
	projectID          = "301234567890123457"
	lifetime           = time.Hour
)

// withDefaults adds the claims of a token of a Zitadel user with a second factor. Given claims are kept; null removes a claim.
// "roles" is a short form: a list of role names becomes Zitadel's map and the flat `groups` that Argo CD reads.
func withDefaults(given map[string]any, url string) map[string]any {
	now := time.Now()
	claims := map[string]any{
		"iss":                                   url,
		"sub":                                   "301234567890123458",
		"aud":                                   []string{"kubernetes", projectID},
		"azp":                                   "kubernetes",
		"iat":                                   now.Unix(),
		"nbf":                                   now.Unix(),
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
	claims[rolesClaim] = granted
	claims["urn:zitadel:iam:org:project:"+projectID+":roles"] = granted
	claims["groups"] = roles
	delete(claims, "roles")
}

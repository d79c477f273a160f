package main

import (
	"encoding/base64"
	"net/http"
	"strings"
	"testing"
	"time"
)

const (
	native  = `"appType":"OIDC_APP_TYPE_NATIVE","authMethodType":"OIDC_AUTH_METHOD_TYPE_NONE"`
	byCode  = `"responseTypes":["OIDC_RESPONSE_TYPE_CODE"],"grantTypes":["OIDC_GRANT_TYPE_AUTHORIZATION_CODE"]`
	aPolicy = `{"allowUsernamePassword":true,"passwordlessType":"PASSWORDLESS_TYPE_ALLOWED","secondFactors":["SECOND_FACTOR_TYPE_OTP"]}`
)

func TestRefusals(t *testing.T) {
	one := start(t, time.Hour)
	if err := one.signIn("staging"); err != nil {
		t.Fatal(err)
	}
	project := "/projects/" + one.field(t, "id", "/projects", `{"name":"slipway"}`)
	user := "/users/" + one.field(t, "userId", "/users/human", `{"userName":"a","profile":{"firstName":"a","lastName":"b"},"email":{"email":"a@example.net"}}`)
	id := strings.TrimPrefix(project, "/projects/")
	for _, body := range []string{`{"roleKey":"administrator","displayName":"a"}`, `{"roleKey":"auditor","displayName":"b"}`} {
		one.call(t, "POST", project+"/roles", body)
	}
	one.field(t, "userGrantId", user+"/grants", `{"projectId":"`+id+`","roleKeys":["auditor"]}`)
	one.call(t, "POST", "/policies/login", aPolicy)
	one.field(t, "appId", project+"/apps/oidc", `{"name":"kubernetes","redirectUris":["http://localhost:8000"],`+native+`,`+byCode+`}`)

	for _, refused := range []struct {
		name, method, path, body string
		status                   int
		message                  string
	}{
		{"a second project of the name", "POST", "/projects", `{"name":"slipway"}`, 409, "Project.AlreadyExisting"},
		{"a project without a name", "POST", "/projects", `{}`, 400, "AddProjectRequest.name"},
		{"an unknown field", "POST", "/projects", `{"title":"x"}`, 400, "unknown field"},
		{"an update without a change", "PUT", project, `{"name":"slipway"}`, 400, "No changes"},
		{"an unknown project", "POST", "/projects/1/roles", `{"roleKey":"a","displayName":"a"}`, 404, "Project.NotFound"},
		{"a second role of the key", "POST", project + "/roles", `{"roleKey":"auditor","displayName":"a"}`, 409, "Role.AlreadyExists"},
		{"a role without a name", "POST", project + "/roles", `{"roleKey":"x"}`, 400, "display_name"},
		{"a grant of an unknown role", "POST", user + "/grants", `{"projectId":"` + id + `","roleKeys":["root"]}`, 400, "Role.NotExisting"},
		{"a second grant", "POST", user + "/grants", `{"projectId":"` + id + `","roleKeys":["auditor"]}`, 409, "UserGrant.AlreadyExists"},
		{"a grant to an unknown user", "POST", "/users/1/grants", `{"projectId":"` + id + `"}`, 400, "User.NotFound"},
		{"a code without its grant type", "POST", project + "/apps/oidc", `{"name":"x","responseTypes":["OIDC_RESPONSE_TYPE_CODE"],"grantTypes":["OIDC_GRANT_TYPE_IMPLICIT"]}`, 400, "OIDCConfigInvalid"},
		{"no response type", "POST", project + "/apps/oidc", `{"name":"x","grantTypes":["OIDC_GRANT_TYPE_DEVICE_CODE"]}`, 400, "OIDCConfigInvalid"},
		{"too much clock skew", "POST", project + "/apps/oidc", `{"name":"x","clockSkew":"6s",` + byCode + `}`, 400, "clock_skew"},
		{"a second application of the name", "POST", project + "/apps/oidc", `{"name":"kubernetes",` + byCode + `}`, 409, "App.AlreadyExisting"},
		{"a second login policy", "POST", "/policies/login", aPolicy, 409, "LoginPolicy.AlreadyExists"},
		{"a second factor twice", "POST", "/policies/login/second_factors", `{"type":"SECOND_FACTOR_TYPE_OTP"}`, 409, "MFA.AlreadyExists"},
		{"a call of the instance", "POST", "/orgs", `{"name":"x"}`, 403, "No matching permissions"},
	} {
		status, text := one.call(t, refused.method, refused.path, refused.body)
		if status != refused.status || !strings.Contains(text, refused.message) {
			t.Errorf("%s: %d %s", refused.name, status, text)
		}
	}
}

func TestPermissions(t *testing.T) {
	one := start(t, time.Hour)
	if err := one.signIn("staging"); err != nil {
		t.Fatal(err)
	}
	_, other := one.call(t, "GET", "/orgs/me", "")
	id := one.field(t, "userId", "/users/machine", `{"userName":"robot","name":"robot"}`)
	encoded := one.field(t, "keyDetails", "/users/"+id+"/keys", `{"type":"KEY_TYPE_JSON"}`)
	key, err := base64.StdEncoding.DecodeString(encoded)
	if err != nil {
		t.Fatal(err)
	}
	if err := one.signInWith(key); err != nil {
		t.Fatal(err)
	}
	if status, text := one.call(t, "GET", "/orgs/me", ""); status != http.StatusForbidden {
		t.Errorf("a user without a role: %d %s", status, text)
	}
	if err := one.signIn("other"); err != nil {
		t.Fatal(err)
	}
	organization := strings.Split(strings.Split(other, `"id":"`)[1], `"`)[0]
	if status, text := one.call(t, "GET", "/orgs/me", "", "x-zitadel-orgid", organization); status != http.StatusForbidden {
		t.Errorf("another organization: %d %s", status, text)
	}
}

func TestWarnsOfRedirects(t *testing.T) {
	one := start(t, time.Hour)
	if err := one.signIn("staging"); err != nil {
		t.Fatal(err)
	}
	project := "/projects/" + one.field(t, "id", "/projects", `{"name":"slipway"}`)
	_, text := one.call(t, "POST", project+"/apps/oidc", `{"name":"x","redirectUris":["http://evil.example.net"],"appType":"OIDC_APP_TYPE_NATIVE",`+byCode+`}`)
	for _, problem := range []string{"MustBeHttpLocalhost", "Native.AuthMethodType.NotNone"} {
		if !strings.Contains(text, problem) {
			t.Errorf("%s is missing in %s", problem, text)
		}
	}
}

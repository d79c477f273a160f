package main

import (
	"context"
	"encoding/json"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"
	"github.com/zitadel/oidc/v3/pkg/client/rp"
	"github.com/zitadel/oidc/v3/pkg/oidc"
)

const (
	secret      = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
	redirectURI = "http://localhost:8000"
	verifier    = "a-code-verifier-of-at-least-43-characters-1234"
)

var (
	scopes     = []string{"openid", "email", "profile", "urn:zitadel:iam:org:project:id:" + projectID + ":aud"}
	administer = map[string][]string{projectID: {"administrator"}}
)

func (i *issuer) authorize(change ...string) string {
	query := url.Values{
		"client_id": {clientID}, "redirect_uri": {redirectURI}, "response_type": {"code"}, "scope": {strings.Join(scopes, " ")},
		"state": {"s"}, "nonce": {"n"}, "code_challenge": {oidc.NewSHACodeChallenge(verifier)}, "code_challenge_method": {"S256"},
	}
	for k := 0; k < len(change); k += 2 {
		query.Set(change[k], change[k+1])
		if change[k+1] == "" {
			query.Del(change[k])
		}
	}
	return i.url + "/oauth/v2/authorize?" + query.Encode()
}

func (i *issuer) exchange(t *testing.T, code string, change ...string) map[string]any {
	t.Helper()
	form := url.Values{
		"grant_type": {"authorization_code"}, "client_id": {clientID}, "redirect_uri": {redirectURI}, "code": {code}, "code_verifier": {verifier},
	}
	for k := 0; k < len(change); k += 2 {
		form.Set(change[k], change[k+1])
	}
	return i.postForm(t, "/oauth/v2/token", form)
}

// postForm sends a form to an endpoint and returns the fields of the answer.
func (i *issuer) postForm(t *testing.T, path string, form url.Values) map[string]any {
	t.Helper()
	response, err := i.client.PostForm(i.url+path, form)
	if err != nil {
		t.Fatal(err)
	}
	answer := map[string]any{}
	if err := json.Unmarshal([]byte(body(response)), &answer); err != nil {
		t.Fatal(err)
	}
	return answer
}

// verified returns the claims of an ID token after Zitadel's own client library has verified it.
func (i *issuer) verified(t *testing.T, token, nonce string) *oidc.IDTokenClaims {
	t.Helper()
	options := rp.WithVerifierOpts(rp.WithNonce(func(context.Context) string { return nonce }))
	party, err := rp.NewRelyingPartyOIDC(context.Background(), i.url, clientID, "", redirectURI, scopes, rp.WithHTTPClient(i.client), options)
	if err != nil {
		t.Fatal(err)
	}
	claims, err := rp.VerifyIDToken[*oidc.IDTokenClaims](context.Background(), token, party.IDTokenVerifier())
	if err != nil {
		t.Fatal(err)
	}
	return claims
}

func code(t *testing.T) string {
	t.Helper()
	text, err := totp.GenerateCode(secret, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func TestBrowserWithSecondFactor(t *testing.T) {
	i := start(t)
	i.put(t, "ann@example.net", user{Name: "Ann", Password: "correct horse", TOTP: secret, Grants: administer})
	b := i.browser(t).open(i.authorize())
	b.expect("application", "kubernetes")
	b.send("name", "ann@example.net", "password", "correct horse").expect("user", "ann@example.net")
	b.send("code", code(t)).expect("user", "ann@example.net").expect("roles", "administrator")
	b.send("answer", "allow")
	if got := b.at.Query(); b.at.Host != "localhost:8000" || got.Get("state") != "s" {
		t.Fatalf("sent to %s", b.at)
	}
	claims := i.verified(t, i.exchange(t, b.at.Query().Get("code"))["id_token"].(string), "n")
	if !slices.Equal(claims.AuthenticationMethodsReferences, []string{"pwd", "otp", "mfa"}) || !slices.Equal(claims.Audience, []string{clientID, projectID}) {
		t.Errorf("amr %v, aud %v", claims.AuthenticationMethodsReferences, claims.Audience)
	}
	if claims.Subject != "301000000000000101" || claims.AuthorizedParty != clientID || claims.Nonce != "n" || !bool(claims.EmailVerified) || claims.Email != "ann@example.net" {
		t.Errorf("claims %+v", claims)
	}
	if age := time.Since(claims.AuthTime.AsTime()); age < 0 || age > time.Minute {
		t.Errorf("auth_time is %s ago", age)
	}
	role, _ := json.Marshal(claims.Claims[projectRolesClaim])
	if string(role) != `{"administrator":{"301000000000000001":"example.net"}}` || claims.Claims["groups"] != nil {
		t.Errorf("roles %s, groups %v", role, claims.Claims["groups"])
	}
}

func TestBrowserWithoutSecondFactor(t *testing.T) {
	i := start(t)
	i.put(t, "ann@example.net", user{Password: "p", Grants: administer})
	b := i.browser(t).open(i.authorize()).send("name", "ann@example.net", "password", "p").expect("roles", "administrator").send("answer", "allow")
	claims := i.verified(t, i.exchange(t, b.at.Query().Get("code"))["id_token"].(string), "n")
	if !slices.Equal(claims.AuthenticationMethodsReferences, []string{"pwd"}) {
		t.Errorf("amr %v", claims.AuthenticationMethodsReferences)
	}
}

// Claims are in the token only if a scope requests them.
func TestScopesDecideOnClaims(t *testing.T) {
	i := start(t)
	i.put(t, "ann@example.net", user{Password: "p", Grants: administer})
	b := i.browser(t).open(i.authorize("scope", "openid groups")).send("name", "ann@example.net", "password", "p").send("answer", "allow")
	claims := i.verified(t, i.exchange(t, b.at.Query().Get("code"))["id_token"].(string), "n")
	if claims.Email != "" || claims.PreferredUsername != "" || claims.Claims[projectRolesClaim] == nil {
		t.Errorf("claims %+v", claims)
	}
}

// An application of another project gets our project into aud; the claim without an id has the roles of its own project.
func TestApplicationOfAnotherProject(t *testing.T) {
	i := start(t)
	i.put(t, "ann@example.net", user{Password: "p", Grants: map[string][]string{projectID: {"auditor"}, wikiProjectID: {"administrator"}}})
	scope := strings.Join(append(slices.Clone(scopes), rolesScope), " ")
	b := i.browser(t).open(i.authorize("client_id", wikiClientID, "scope", scope)).send("name", "ann@example.net", "password", "p").send("answer", "allow")
	claims := payload(t, i.exchange(t, b.at.Query().Get("code"), "client_id", wikiClientID)["id_token"].(string))
	audience, _ := json.Marshal(claims["aud"])
	own, _ := json.Marshal(claims[ownRolesClaim])
	ours, _ := json.Marshal(claims[projectRolesClaim])
	if claims["azp"] != wikiClientID || string(audience) != `["`+wikiClientID+`","`+wikiProjectID+`","`+projectID+`"]` {
		t.Errorf("azp %v, aud %s", claims["azp"], audience)
	}
	if !strings.Contains(string(own), "administrator") || !strings.Contains(string(ours), "auditor") {
		t.Errorf("roles %s, of our project %s", own, ours)
	}
}

func TestLoginWithClaimsOfItsOwn(t *testing.T) {
	i := start(t)
	i.put(t, "ann@example.net", user{Password: "p", Grants: administer, Token: `{"exp":1,"amr":["pwd"],"amr":{"mfa":false}}`})
	b := i.browser(t).open(i.authorize()).send("name", "ann@example.net", "password", "p").send("answer", "allow")
	token := i.exchange(t, b.at.Query().Get("code"))["id_token"].(string)
	if text := payloadText(t, token); text != `{"exp":1,"amr":["pwd"],"amr":{"mfa":false},"nonce":"n"}` {
		t.Errorf("%s", text)
	}
}

package main

import (
	"net/url"
	"strings"
	"testing"
	"time"
)

func (i *issuer) device(t *testing.T) map[string]any {
	t.Helper()
	return i.postForm(t, "/oauth/v2/device_authorization", url.Values{"client_id": {clientID}, "scope": {strings.Join(scopes, " ")}})
}

func (i *issuer) poll(t *testing.T, device map[string]any) map[string]any {
	t.Helper()
	return i.exchange(t, "", "grant_type", "urn:ietf:params:oauth:grant-type:device_code", "device_code", device["device_code"].(string))
}

func TestDevice(t *testing.T) {
	i := start(t)
	i.put(t, "ann@example.net", user{Password: "p", TOTP: secret, Grants: administer})
	device := i.device(t)
	if device["verification_uri"] != i.url+devicePath {
		t.Fatalf("%v", device)
	}
	expectError(t, i.poll(t, device), "authorization_pending")
	b := i.browser(t).open(device["verification_uri"].(string))
	b.send("user_code", "BBBB-BBBB").expect("error", "Code is unknown or has expired")
	b.send("user_code", strings.ToLower(device["user_code"].(string))).expect("application", "kubernetes")
	b.send("name", "ann@example.net", "password", "p").send("code", code(t)).expect("roles", "administrator")
	expectError(t, i.poll(t, device), "authorization_pending")
	b.send("answer", "allow").expect("user", "ann@example.net").expect("text", "Return to the device. You can close this window.")
	claims := i.verified(t, i.poll(t, device)["id_token"].(string), "")
	if claims.Email != "ann@example.net" || len(claims.AuthenticationMethodsReferences) != 3 || claims.Nonce != "" {
		t.Errorf("claims %+v", claims)
	}
	expectError(t, i.poll(t, device), "access_denied")
	b.open(device["verification_uri_complete"].(string)).send("user_code", device["user_code"].(string)).expect("error", "Code is unknown or has expired")
}

func TestDeniedDevice(t *testing.T) {
	i := start(t)
	i.put(t, "ann@example.net", user{Password: "p", Grants: administer})
	device := i.device(t)
	b := i.browser(t).open(device["verification_uri_complete"].(string)).send("user_code", device["user_code"].(string))
	b.send("name", "ann@example.net", "password", "p").send("answer", "deny").expect("text", "Access denied. You can close this window.")
	expectError(t, i.poll(t, device), "access_denied")
}

func TestExpiredDevice(t *testing.T) {
	i := startWith(t, t.TempDir(), time.Second)
	i.put(t, "ann@example.net", user{Password: "p", Grants: administer})
	device := i.device(t)
	b := i.browser(t).open(device["verification_uri_complete"].(string)).send("user_code", device["user_code"].(string))
	time.Sleep(1100 * time.Millisecond)
	expectError(t, i.poll(t, device), "expired_token")
	b.send("name", "ann@example.net", "password", "p").expect("error", "the sign-in is unknown, has ended or has expired; start again")
	b.open(i.url+devicePath).send("user_code", device["user_code"].(string)).expect("error", "Code is unknown or has expired")
}

package main

import (
	"net/url"
	"strings"
	"testing"
)

func TestWrongPasswordAndUnknownName(t *testing.T) {
	i := start(t)
	i.put(t, "ann@example.net", user{Password: "p", Grants: administer})
	b := i.browser(t).open(i.authorize())
	b.send("name", "ann@example.net", "password", "q").expect("error", "Username or password is invalid")
	b.send("name", "bob@example.net", "password", "p").expect("error", "Username or password is invalid")
	b.send("name", "ann@example.net", "password", "p").expect("error", "").expect("user", "ann@example.net")
}

func TestUserWithoutRole(t *testing.T) {
	i := start(t)
	i.put(t, "ann@example.net", user{Password: "p"})
	b := i.browser(t).open(i.authorize()).send("name", "ann@example.net", "password", "p")
	b.expect("error", "Login not possible: the user has no role in the project of the application").expect("user", "")
}

func TestWrongAndRepeatedCode(t *testing.T) {
	i := start(t)
	i.put(t, "ann@example.net", user{Password: "p", TOTP: secret, Grants: administer})
	valid := code(t)
	wrong := "000000"
	if wrong == valid {
		wrong = "000001"
	}
	b := i.browser(t).open(i.authorize()).send("name", "ann@example.net", "password", "p")
	b.send("code", wrong).expect("error", "Code is invalid").expect("user", "ann@example.net")
	b.send("code", valid).expect("error", "").expect("roles", "administrator")
	b = i.browser(t).open(i.authorize()).send("name", "ann@example.net", "password", "p")
	b.send("code", valid).expect("error", "Code was already used; wait for the next one").expect("roles", "")
}

// The forms of later pages do not replace the earlier ones.
func TestFactorsCannotBeSkipped(t *testing.T) {
	i := start(t)
	i.put(t, "ann@example.net", user{Password: "p", TOTP: secret, Grants: administer})
	b := i.browser(t).open(i.authorize())
	login := b.match(`name="login" value="([^"]*)"`)
	answer := url.Values{"login": {login}, "answer": {"allow"}, "code": {code(t)}}
	b.read(b.client.PostForm(i.url+codePath, answer)).expect("error", "Enter your password first")
	b.read(b.client.PostForm(i.url+confirmPath, answer)).expect("error", "The sign-in is not complete")
	b.send("name", "ann@example.net", "password", "p")
	b.read(b.client.PostForm(i.url+confirmPath, answer)).expect("error", "The sign-in is not complete")
	b.open(i.url + callbackPath + "?id=" + login)
	if b.at.Query().Get("error") != "interaction_required" {
		t.Errorf("sent to %s", b.at)
	}
}

func TestAuthorizationCodeWorksOnce(t *testing.T) {
	i := start(t)
	i.put(t, "ann@example.net", user{Password: "p", Grants: administer})
	b := i.browser(t).open(i.authorize()).send("name", "ann@example.net", "password", "p").send("answer", "allow")
	given := b.at.Query().Get("code")
	if i.exchange(t, given)["id_token"] == nil {
		t.Fatal("no token")
	}
	expectError(t, i.exchange(t, given), "invalid_grant")
}

func TestProofKeyIsRequired(t *testing.T) {
	i := start(t)
	i.put(t, "ann@example.net", user{Password: "p", Grants: administer})
	signIn := func(change ...string) string {
		b := i.browser(t).open(i.authorize(change...)).send("name", "ann@example.net", "password", "p").send("answer", "allow")
		return b.at.Query().Get("code")
	}
	expectError(t, i.exchange(t, signIn(), "code_verifier", strings.Repeat("x", 43)), "invalid_grant")
	expectError(t, i.exchange(t, signIn("code_challenge", "", "code_challenge_method", ""), "code_verifier", ""), "invalid_request")
}

func TestRedirectsOnlyToRegisteredAddresses(t *testing.T) {
	i := start(t)
	for _, address := range []string{"https://evil.example.org", "http://localhost:8000/other", "http://203.0.113.1:8000"} {
		b := i.browser(t).open(i.authorize("redirect_uri", address))
		if !strings.Contains(b.page, "redirect_uri is missing in the client configuration") || !strings.HasPrefix(b.at.String(), i.url) {
			t.Errorf("%s: at %s\n%s", address, b.at, b.page)
		}
	}
}

func expectError(t *testing.T, answer map[string]any, expected string) {
	t.Helper()
	if answer["error"] != expected || answer["id_token"] != nil {
		t.Errorf("%v, expected the error %s", answer, expected)
	}
}

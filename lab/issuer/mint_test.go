package main

import (
	"encoding/json"
	"net/http"
	"testing"

	"github.com/go-jose/go-jose/v4"
	"github.com/go-jose/go-jose/v4/jwt"
)

// mintWith returns the claims after the published keys have verified them.
func (i *issuer) mintWith(t *testing.T, text string) map[string]any {
	t.Helper()
	minted := body(i.post(t, "/mint", text))
	keys := jose.JSONWebKeySet{}
	answer, err := i.client.Get(i.url + "/oauth/v2/keys")
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal([]byte(body(answer)), &keys); err != nil || len(keys.Keys) != 1 || !keys.Keys[0].IsPublic() {
		t.Fatalf("keys %v, %v", keys, err)
	}
	token, err := jwt.ParseSigned(minted, []jose.SignatureAlgorithm{algorithm})
	if err != nil {
		t.Fatalf("%s: %v", minted, err)
	}
	claims := map[string]any{}
	if err := token.Claims(keys, &claims); err != nil {
		t.Fatalf("the published keys do not verify the token: %v", err)
	}
	return claims
}

func TestMintAddsZitadelsClaims(t *testing.T) {
	i := start(t)
	claims := i.mintWith(t, `{"email":"ann@example.net","roles":["operator"],"amr":null}`)
	for _, name := range []string{projectRolesClaim, ownRolesClaim} {
		role, _ := claims[name].(map[string]any)["operator"].(map[string]any)
		if role[organizationID] != organizationDomain {
			t.Errorf("%s: %v", name, claims[name])
		}
	}
	if claims["iss"] != i.url || claims["preferred_username"] != "ann@example.net" || claims["email_verified"] != true || claims["azp"] != clientID {
		t.Errorf("claims %v", claims)
	}
	for _, name := range []string{"amr", "roles", "groups"} {
		if value, found := claims[name]; found {
			t.Errorf("%s: %v; null removes a claim, and Zitadel has no flat list of roles", name, value)
		}
	}
}

// API servers compare times as numbers.
func TestMintKeepsNumbers(t *testing.T) {
	claims := start(t).mintWith(t, `{"exp":4102444800}`)
	for _, name := range []string{"exp", "iat", "auth_time"} {
		if _, isNumber := claims[name].(float64); !isNumber {
			t.Errorf("%s: %#v", name, claims[name])
		}
	}
}

func TestSignKeepsTheText(t *testing.T) {
	const text = `{"exp":1,"sub":"a","exp":2}`
	if signed := payloadText(t, body(start(t).post(t, "/sign", text))); signed != text {
		t.Errorf("%s", signed)
	}
}

func TestKeyIsKeptAcrossRestarts(t *testing.T) {
	folder := t.TempDir()
	first, err := openSigner(folder)
	if err != nil {
		t.Fatal(err)
	}
	second, err := openSigner(folder)
	if err != nil {
		t.Fatal(err)
	}
	a, _ := first.key.Public().MarshalJSON()
	b, _ := second.key.Public().MarshalJSON()
	if string(a) != string(b) {
		t.Error("a restart created another key")
	}
}

func TestMintRejectsANonObject(t *testing.T) {
	if status := start(t).post(t, "/mint", "[]").StatusCode; status != http.StatusBadRequest {
		t.Errorf("status %d", status)
	}
}

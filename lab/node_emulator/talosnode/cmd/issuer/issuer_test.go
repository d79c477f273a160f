package main

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/go-jose/go-jose/v4"
	"github.com/go-jose/go-jose/v4/jwt"
)

const url = "https://login.example.net"

func mintWith(t *testing.T, server *httptest.Server, body string) map[string]any {
	t.Helper()
	response, err := http.Post(server.URL+"/mint", "application/json", strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	text, _ := io.ReadAll(response.Body)
	keys := jose.JSONWebKeySet{}
	answer, err := http.Get(server.URL + "/keys")
	if err != nil {
		t.Fatal(err)
	}
	json.NewDecoder(answer.Body).Decode(&keys)
	token, err := jwt.ParseSigned(string(text), []jose.SignatureAlgorithm{algorithm})
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	claims := map[string]any{}
	if err := token.Claims(keys, &claims); err != nil {
		t.Fatalf("the published keys do not verify the token: %v", err)
	}
	return claims
}

func start(t *testing.T, folder string) *httptest.Server {
	t.Helper()
	signer, err := openSigner(folder)
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(handler(url, signer))
	t.Cleanup(server.Close)
	return server
}

func TestMintAddsZitadelsClaims(t *testing.T) {
	claims := mintWith(t, start(t, t.TempDir()), `{"email":"ann@example.net","roles":["operator"],"amr":null}`)
	for _, name := range []string{projectRolesClaim, ownRolesClaim} {
		role, _ := claims[name].(map[string]any)["operator"].(map[string]any)
		if role[organizationID] != organizationDomain {
			t.Errorf("%s: %v", name, claims[name])
		}
	}
	if claims["iss"] != url || claims["preferred_username"] != "ann@example.net" || claims["email_verified"] != true || claims["azp"] != clientID {
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
	claims := mintWith(t, start(t, t.TempDir()), `{"exp":4102444800}`)
	for _, name := range []string{"exp", "iat", "auth_time"} {
		if _, isNumber := claims[name].(float64); !isNumber {
			t.Errorf("%s: %#v", name, claims[name])
		}
	}
}

func TestSignKeepsTheText(t *testing.T) {
	server := start(t, t.TempDir())
	const text = `{"exp":1,"sub":"a","exp":2}`
	response, err := http.Post(server.URL+"/sign", "application/json", strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	signed, _ := io.ReadAll(response.Body)
	token, err := jose.ParseSigned(string(signed), []jose.SignatureAlgorithm{algorithm})
	if err != nil {
		t.Fatalf("%s: %v", signed, err)
	}
	if payload := string(token.UnsafePayloadWithoutVerification()); payload != text {
		t.Errorf("%s", payload)
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
	response, err := http.Post(start(t, t.TempDir()).URL+"/mint", "application/json", strings.NewReader("[]"))
	if err != nil || response.StatusCode != http.StatusBadRequest {
		t.Errorf("status %v, %v", response.StatusCode, err)
	}
}

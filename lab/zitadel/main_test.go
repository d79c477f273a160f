package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/zitadel/oidc/v3/pkg/client/profile"

	"slipway/lab/zitadel/state"
)

// instance is a running server, with the token of a service user.
type instance struct {
	*httptest.Server
	folder, token string
}

func start(t *testing.T, keyLife time.Duration) *instance {
	t.Helper()
	folder := t.TempDir()
	store, err := state.Open(filepath.Join(folder, "state.json"))
	if err != nil {
		t.Fatal(err)
	}
	if err := store.Bootstrap(folder, []string{"staging", "other"}, keyLife); err != nil {
		t.Fatal(err)
	}
	server := httptest.NewUnstartedServer(nil)
	server.StartTLS()
	t.Cleanup(server.Close)
	server.Config.Handler = handler(store, server.URL)
	return &instance{Server: server, folder: folder}
}

// signIn uses the key file of an organization.
func (i *instance) signIn(name string) error {
	text, err := os.ReadFile(filepath.Join(i.folder, name+".json"))
	if err != nil {
		return err
	}
	return i.signInWith(text)
}

func (i *instance) signInWith(text []byte) error {
	var key struct{ UserID, KeyID, Key string }
	if err := json.Unmarshal(text, &key); err != nil {
		return err
	}
	scopes := []string{"openid", "urn:zitadel:iam:org:project:id:zitadel:aud"}
	source, err := profile.NewJWTProfileTokenSource(context.Background(), i.URL, key.UserID, key.KeyID, []byte(key.Key), scopes, profile.WithHTTPClient(i.Client()))
	if err != nil {
		return err
	}
	token, err := source.Token()
	if err == nil {
		i.token = token.AccessToken
	}
	return err
}

// call returns the status and the body.
func (i *instance) call(t *testing.T, method, path, body string, headers ...string) (int, string) {
	t.Helper()
	request, _ := http.NewRequest(method, i.URL+"/management/v1"+path, bytes.NewReader([]byte(body)))
	request.Header.Set("Authorization", "Bearer "+i.token)
	for n := 0; n+1 < len(headers); n += 2 {
		request.Header.Set(headers[n], headers[n+1])
	}
	response, err := i.Client().Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	text, _ := io.ReadAll(response.Body)
	return response.StatusCode, string(text)
}

// field creates an object and returns a text of the answer.
func (i *instance) field(t *testing.T, name, path, body string) string {
	t.Helper()
	status, text := i.call(t, "POST", path, body)
	var answer map[string]any
	if err := json.Unmarshal([]byte(text), &answer); err != nil || status != http.StatusOK {
		t.Fatalf("POST %s: %d %s", path, status, text)
	}
	return answer[name].(string)
}

func TestEndOfKey(t *testing.T) {
	one := start(t, time.Hour)
	if err := one.signIn("staging"); err != nil {
		t.Fatal(err)
	}
	text, _ := os.ReadFile(filepath.Join(one.folder, "staging.json"))
	var key struct{ UserID, KeyID string }
	if err := json.Unmarshal(text, &key); err != nil {
		t.Fatal(err)
	}
	status, answer := one.call(t, "GET", "/users/"+key.UserID+"/keys/"+key.KeyID, "")
	var described struct {
		Key struct{ ID, Type, ExpirationDate string }
	}
	if err := json.Unmarshal([]byte(answer), &described); err != nil || status != http.StatusOK {
		t.Fatalf("%d %s", status, answer)
	}
	end, err := time.Parse(time.RFC3339, described.Key.ExpirationDate)
	if err != nil || time.Until(end) > time.Hour || time.Until(end) < 50*time.Minute || described.Key.ID != key.KeyID {
		t.Errorf("%s: %v", answer, err)
	}
	if status, _ := one.call(t, "GET", "/users/"+key.UserID+"/keys/1", ""); status != http.StatusNotFound {
		t.Errorf("a key that does not exist: %d", status)
	}
}

func TestSignIn(t *testing.T) {
	if err := start(t, time.Hour).signIn("staging"); err != nil {
		t.Error(err)
	}
	if err := start(t, -time.Second).signIn("staging"); err == nil || !strings.Contains(err.Error(), "AuthNKey.NotFound") {
		t.Errorf("a key after its end was accepted: %v", err)
	}
	one := start(t, time.Hour)
	if status, _ := one.call(t, "GET", "/orgs/me", ""); status != http.StatusUnauthorized {
		t.Errorf("a call without a token: %d", status)
	}
}

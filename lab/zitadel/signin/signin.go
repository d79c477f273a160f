// Package signin gives service users tokens for the assertions that they sign (RFC 7523), as Zitadel does.
package signin

import (
	"context"
	"crypto/rand"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"errors"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/zitadel/oidc/v3/pkg/oidc"
	"github.com/zitadel/oidc/v3/pkg/op"

	"slipway/lab/zitadel/state"
)

// Zitadel's default life of an access token, and what it tolerates in an assertion.
const (
	tokenLife    = 12 * time.Hour
	assertionAge = time.Hour
	clockOffset  = time.Second
)

// apiScope requests a token of Zitadel's own API.
const apiScope = "urn:zitadel:iam:org:project:id:zitadel:aud"

// Tokens are the tokens that are valid.
type Tokens struct {
	store  *state.Store
	issuer string
	mutex  sync.Mutex
	issued map[string]issue
}

type issue struct {
	user    string
	expires time.Time
}

// New returns a sign-in without tokens: they end with the process.
func New(store *state.Store, issuer string) *Tokens {
	return &Tokens{store: store, issuer: issuer, issued: map[string]issue{}}
}

// Register adds the pages.
func (t *Tokens) Register(routes *http.ServeMux) {
	routes.HandleFunc("GET /.well-known/openid-configuration", t.discovery)
	routes.HandleFunc("POST /oauth/v2/token", t.token)
}

// User returns the id of the user of a bearer token; empty if it is not valid.
func (t *Tokens) User(token string) string {
	t.mutex.Lock()
	defer t.mutex.Unlock()
	one, ok := t.issued[token]
	if !ok || time.Now().After(one.expires) {
		return ""
	}
	return one.user
}

func (t *Tokens) discovery(writer http.ResponseWriter, _ *http.Request) {
	answer(writer, http.StatusOK, map[string]any{
		"issuer":                                t.issuer,
		"authorization_endpoint":                t.issuer + "/oauth/v2/authorize",
		"token_endpoint":                        t.issuer + "/oauth/v2/token",
		"device_authorization_endpoint":         t.issuer + "/oauth/v2/device_authorization",
		"jwks_uri":                              t.issuer + "/oauth/v2/keys",
		"grant_types_supported":                 []string{string(oidc.GrantTypeBearer)},
		"response_types_supported":              []string{"code"},
		"subject_types_supported":               []string{"public"},
		"id_token_signing_alg_values_supported": []string{"RS256"},
	})
}

func (t *Tokens) token(writer http.ResponseWriter, request *http.Request) {
	if request.PostFormValue("grant_type") != string(oidc.GrantTypeBearer) {
		refuse(writer, "unsupported_grant_type", "only service users sign in here")
		return
	}
	if !slices.Contains(strings.Fields(request.PostFormValue("scope")), apiScope) {
		refuse(writer, "invalid_scope", "the scope "+apiScope+" is missing")
		return
	}
	verifier := op.NewJWTProfileVerifier(t, t.issuer, assertionAge, clockOffset)
	verified, err := op.VerifyJWTAssertion(request.Context(), request.PostFormValue("assertion"), verifier)
	if err != nil {
		refuse(writer, "invalid_grant", err.Error())
		return
	}
	token := rand.Text()
	t.mutex.Lock()
	t.issued[token] = issue{user: verified.Subject, expires: time.Now().Add(tokenLife)}
	t.mutex.Unlock()
	answer(writer, http.StatusOK, map[string]any{
		"access_token": token, "token_type": oidc.BearerToken, "expires_in": int(tokenLife.Seconds()),
	})
}

// GetKeyByIDAndClientID returns a key of a service user while it is valid.
func (t *Tokens) GetKeyByIDAndClientID(_ context.Context, keyID, userID string) (*jose.JSONWebKey, error) {
	t.store.Lock()
	defer t.store.Unlock()
	user := t.store.User(userID)
	if user == nil || !user.Machine {
		return nil, errors.New("Errors.User.NotFound")
	}
	for _, key := range user.Keys {
		if key.ID == keyID && time.Now().Before(key.Expires) {
			return public(key)
		}
	}
	return nil, errors.New("Errors.AuthNKey.NotFound")
}

func public(key state.Key) (*jose.JSONWebKey, error) {
	block, _ := pem.Decode([]byte(key.Public))
	parsed, err := x509.ParsePKIXPublicKey(block.Bytes)
	return &jose.JSONWebKey{KeyID: key.ID, Key: parsed, Use: "sig"}, err
}

func refuse(writer http.ResponseWriter, code, description string) {
	answer(writer, http.StatusBadRequest, map[string]any{"error": code, "error_description": description})
}

func answer(writer http.ResponseWriter, status int, body map[string]any) {
	writer.Header().Set("Content-Type", "application/json")
	writer.WriteHeader(status)
	_ = json.NewEncoder(writer).Encode(body)
}

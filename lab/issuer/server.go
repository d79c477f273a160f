package main

import (
	"crypto/rand"
	"net/http"
	"time"

	"github.com/zitadel/oidc/v3/pkg/op"
)

const (
	authorizePath  = "oauth/v2/authorize"
	tokenPath      = "oauth/v2/token"
	callbackPath   = "/" + authorizePath + "/callback"
	pollInterval   = 5 * time.Second
	deviceCodeSize = 8 // letters of the code that a person enters
)

// handler serves OpenID Connect at the paths that Zitadel has, the pages, and what tests call.
func handler(url string, signer *signer, deviceLife time.Duration) (http.Handler, error) {
	people := newUsers()
	logins := newLogins()
	provider, err := newProvider(url, &storage{signer: signer, users: people, logins: logins}, deviceLife)
	if err != nil {
		return nil, err
	}
	mux := http.NewServeMux()
	mux.HandleFunc("POST /mint", func(w http.ResponseWriter, r *http.Request) { mint(w, r, url, signer) })
	mux.HandleFunc("POST /sign", func(w http.ResponseWriter, r *http.Request) { signText(w, r, signer) })
	mux.HandleFunc("PUT /users/{name}", people.put)
	mux.Handle("POST /"+tokenPath, &substitution{next: provider, users: people, signer: signer})
	(&pages{users: people, logins: logins}).register(mux)
	mux.Handle("/", provider)
	return mux, nil
}

func newProvider(url string, storage op.Storage, deviceLife time.Duration) (*op.Provider, error) {
	config := &op.Config{
		CodeMethodS256: true,
		DeviceAuthorization: op.DeviceAuthorizationConfig{
			Lifetime:     deviceLife,
			PollInterval: pollInterval,
			UserFormPath: devicePath,
			UserCode:     op.UserCodeConfig{CharSet: op.CharSetBase20, CharAmount: deviceCodeSize, DashInterval: deviceCodeSize / 2},
		},
	}
	rand.Read(config.CryptoKey[:]) // of the access tokens, which end with the process
	return op.NewProvider(config, storage, op.StaticIssuer(url),
		op.WithCustomEndpoints(
			op.NewEndpoint(authorizePath), op.NewEndpoint(tokenPath), op.NewEndpoint("oidc/v1/userinfo"),
			op.NewEndpoint("oauth/v2/revoke"), op.NewEndpoint("oidc/v1/end_session"), op.NewEndpoint("oauth/v2/keys")),
		op.WithCustomIntrospectionEndpoint(op.NewEndpoint("oauth/v2/introspect")),
		op.WithCustomDeviceAuthorizationEndpoint(op.NewEndpoint("oauth/v2/device_authorization")))
}

package main

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"
)

// issuer is a running issuer with a client that trusts its certificate.
type issuer struct {
	url    string
	client *http.Client
}

func start(t *testing.T) *issuer {
	t.Helper()
	return startWith(t, t.TempDir(), 5*time.Minute)
}

func startWith(t *testing.T, folder string, deviceLife time.Duration) *issuer {
	t.Helper()
	signer, err := openSigner(folder)
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewTLSServer(nil)
	t.Cleanup(server.Close)
	routes, err := handler(server.URL, signer, deviceLife)
	if err != nil {
		t.Fatal(err)
	}
	server.Config.Handler = routes
	return &issuer{server.URL, server.Client()}
}

func body(response *http.Response) string {
	defer response.Body.Close()
	text, _ := io.ReadAll(response.Body)
	return string(text)
}

func (i *issuer) post(t *testing.T, path, text string) *http.Response {
	t.Helper()
	response, err := i.client.Post(i.url+path, "application/json", strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return response
}

func (i *issuer) put(t *testing.T, name string, one user) {
	t.Helper()
	text, _ := json.Marshal(one)
	request, _ := http.NewRequest(http.MethodPut, i.url+"/users/"+name, strings.NewReader(string(text)))
	response, err := i.client.Do(request)
	if err != nil || response.StatusCode != http.StatusOK {
		t.Fatalf("%v, %v", response, err)
	}
}

func payloadText(t *testing.T, token string) string {
	t.Helper()
	signed, err := jose.ParseSigned(token, []jose.SignatureAlgorithm{algorithm})
	if err != nil {
		t.Fatalf("%s: %v", token, err)
	}
	return string(signed.UnsafePayloadWithoutVerification())
}

func payload(t *testing.T, token string) map[string]any {
	t.Helper()
	claims := map[string]any{}
	if err := json.Unmarshal([]byte(payloadText(t, token)), &claims); err != nil {
		t.Fatal(err)
	}
	return claims
}

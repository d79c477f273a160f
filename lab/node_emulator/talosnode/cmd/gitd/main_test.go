package main

import (
	"net/http"
	"net/http/cgi"
	"net/http/httptest"
	"os/exec"
	"path/filepath"
	"testing"
)

func TestCloneOverHTTP(t *testing.T) {
	root := t.TempDir()
	if output, err := exec.Command("git", "init", "--bare", filepath.Join(root, "gitops.git")).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, output)
	}
	handler := &cgi.Handler{Path: backend, Env: []string{"GIT_PROJECT_ROOT=" + root, "GIT_HTTP_EXPORT_ALL=1"}}
	server := httptest.NewServer(requirePassword("", "", handler))
	defer server.Close()
	if output, err := exec.Command("git", "clone", server.URL+"/gitops.git", filepath.Join(root, "clone")).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, output)
	}
}

func TestPasswordIsRequired(t *testing.T) {
	handler := requirePassword("argocd", "right", http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusTeapot) }))
	for password, want := range map[string]int{"right": http.StatusTeapot, "wrong": http.StatusUnauthorized, "": http.StatusUnauthorized} {
		request := httptest.NewRequest(http.MethodGet, "/gitops.git/info/refs", nil)
		if password != "" {
			request.SetBasicAuth("argocd", password)
		}
		answer := httptest.NewRecorder()
		handler.ServeHTTP(answer, request)
		if answer.Code != want {
			t.Errorf("password %q: status %d, want %d", password, answer.Code, want)
		}
	}
}

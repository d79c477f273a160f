// Command gitd serves Git repositories over HTTP or HTTPS: it runs git http-backend as a CGI program.
//
//	GITD_PASSWORD=... gitd -addr 198.51.100.17:443 -root DIR -cert CRT -key KEY -user argocd
package main

import (
	"crypto/subtle"
	"flag"
	"log"
	"net/http"
	"net/http/cgi"
	"os"
)

// backend is the path of git-http-backend in Debian's package git.
const backend = "/usr/lib/git-core/git-http-backend"

func main() {
	address := flag.String("addr", "127.0.0.1:8080", "address to listen on")
	root := flag.String("root", ".", "folder of the bare repositories")
	certificate := flag.String("cert", "", "serving certificate (PEM); empty serves plain HTTP")
	key := flag.String("key", "", "key of the serving certificate (PEM)")
	user := flag.String("user", "", "user that must log in, with GITD_PASSWORD as the password; empty disables authentication")
	flag.Parse()
	repositories := requirePassword(*user, os.Getenv("GITD_PASSWORD"), &cgi.Handler{
		Path: backend,
		Env:  []string{"GIT_PROJECT_ROOT=" + *root, "GIT_HTTP_EXPORT_ALL=1"},
		// The repositories may belong to another user than this process.
		InheritEnv: []string{"GIT_CONFIG_COUNT", "GIT_CONFIG_KEY_0", "GIT_CONFIG_VALUE_0"},
	})
	log.Printf("serving Git repositories of %s on %s", *root, *address)
	if *certificate == "" {
		log.Fatal(http.ListenAndServe(*address, repositories))
	}
	log.Fatal(http.ListenAndServeTLS(*address, *certificate, *key, repositories))
}

// requirePassword checks user and password of each request, except on /healthz.
func requirePassword(user, password string, repositories http.Handler) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { w.Write([]byte("ok\n")) })
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		givenUser, givenPassword, _ := r.BasicAuth()
		if user != "" && !(equal(givenUser, user) && equal(givenPassword, password)) {
			w.Header().Set("WWW-Authenticate", `Basic realm="git"`)
			http.Error(w, "user and password are required", http.StatusUnauthorized)
			return
		}
		repositories.ServeHTTP(w, r)
	})
	return mux
}

func equal(given, wanted string) bool {
	return subtle.ConstantTimeCompare([]byte(given), []byte(wanted)) == 1
}

// Command zitadeld imitates the parts of Zitadel that Slipway calls: the management API, by gRPC and by JSON as Zitadel
// serves both, and the sign-in of service users. It has no login pages and issues no tokens for people.
//
// Paths, permissions and the limits of fields come from the annotations in Zitadel's own API definition.
package main

import (
	"flag"
	"log"
	"net/http"
	"path/filepath"
	"strings"
	"time"

	"github.com/zitadel/zitadel-go/v3/pkg/client/zitadel/management"
	"google.golang.org/grpc"

	"slipway/lab/zitadel/api"
	"slipway/lab/zitadel/rules"
	"slipway/lab/zitadel/signin"
	"slipway/lab/zitadel/state"
)

func main() {
	address := flag.String("addr", "127.0.0.1:8443", "address to serve on")
	issuer := flag.String("issuer", "https://localhost:8443", "URL of the instance")
	certificate := flag.String("cert", "", "file with the certificate")
	key := flag.String("key", "", "file with the certificate's key")
	folder := flag.String("state", "", "folder of the state; organizations are created when it is empty")
	organizations := flag.String("organizations", "staging", "names of the first organizations; each gets a service user, whose key is in STATE/NAME.json")
	life := flag.Duration("key-life", 24*time.Hour, "life of the keys of these service users")
	flag.Parse()
	store, err := state.Open(filepath.Join(*folder, "state.json"))
	if err != nil {
		log.Fatal(err)
	}
	if store.Empty() {
		err = store.Bootstrap(*folder, strings.Split(*organizations, ","), *life)
	}
	if err != nil {
		log.Fatal(err)
	}
	log.Printf("serving %s on %s", *issuer, *address)
	log.Fatal(http.ListenAndServeTLS(*address, *certificate, *key, handler(store, *issuer)))
}

func handler(store *state.Store, issuer string) http.Handler {
	tokens := signin.New(store, issuer)
	checks := rules.New(store, tokens)
	calls := api.New(store)
	server := grpc.NewServer(grpc.UnaryInterceptor(checks.Intercept))
	management.RegisterManagementServiceServer(server, calls)
	routes := http.NewServeMux()
	tokens.Register(routes)
	routes.Handle("/management/v1/", rules.Gateway("/management/v1", calls, checks.Intercept))
	return http.HandlerFunc(func(writer http.ResponseWriter, request *http.Request) {
		if request.ProtoMajor == 2 && strings.HasPrefix(request.Header.Get("Content-Type"), "application/grpc") {
			server.ServeHTTP(writer, request)
			return
		}
		routes.ServeHTTP(writer, request)
	})
}

// Command issuer is the lab's identity provider: the sign-in of people as Zitadel has it (authorization code with PKCE, device code, login
// pages with a password and a TOTP code), built on Zitadel's own OpenID library. Tests create the users, and read what the pages show.
//
//	issuer -addr 198.51.100.16:443 -issuer https://login.example.net -cert CRT -key KEY -state DIR
//	curl -X PUT -d '{"password": "…", "totp": "BASE32", "grants": {"301000000000000002": ["auditor"]}}' \
//	  https://login.example.net/users/ann@example.net
//
// /mint and /sign issue tokens without a login. /mint adds the claims of an ID token of Zitadel; /sign signs any text, for tokens that Zitadel
// does not issue.
//
//	curl -d '{"email": "ann@example.net", "roles": ["auditor"]}' https://login.example.net/mint
package main

import (
	"flag"
	"log"
	"net/http"
	"time"
)

func main() {
	address := flag.String("addr", "127.0.0.1:8443", "address to listen on")
	url := flag.String("issuer", "https://127.0.0.1:8443", "URL of the issuer, the value of the claim iss")
	certificate := flag.String("cert", "", "serving certificate (PEM)")
	key := flag.String("key", "", "key of the serving certificate (PEM)")
	state := flag.String("state", ".", "folder of the signing key; tokens stay valid after a restart, users and logins do not")
	life := flag.Duration("device-life", 5*time.Minute, "time in which a person enters a device's code")
	flag.Parse()
	signer, err := openSigner(*state)
	if err != nil {
		log.Fatal(err)
	}
	handler, err := handler(*url, signer, *life)
	if err != nil {
		log.Fatal(err)
	}
	log.Printf("issuer %s on %s", *url, *address)
	log.Fatal(http.ListenAndServeTLS(*address, *certificate, *key, handler))
}

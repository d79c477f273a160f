package main

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"

	"github.com/go-jose/go-jose/v4"
)

// substitution replaces the claims of ID tokens for users with claims of their own: a login then yields a token that Zitadel does not issue.
type substitution struct {
	next   http.Handler // the token endpoint
	users  *users
	signer *signer
}

func (s *substitution) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	recorded := httptest.NewRecorder()
	s.next.ServeHTTP(recorded, r)
	body := recorded.Body.Bytes()
	answer := map[string]any{}
	if token, ok := answerToken(body, answer); ok {
		replaced, err := s.replace(token)
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		answer["id_token"] = replaced
		body, _ = json.Marshal(answer)
	}
	for name, values := range recorded.Header() {
		w.Header()[name] = values
	}
	w.WriteHeader(recorded.Code)
	w.Write(body)
}

func answerToken(body []byte, answer map[string]any) (string, bool) {
	if json.Unmarshal(body, &answer) != nil {
		return "", false
	}
	token, ok := answer["id_token"].(string)
	return token, ok
}

// replace keeps the nonce, without which a client ends before it uses the token.
func (s *substitution) replace(token string) (string, error) {
	signed, err := jose.ParseSigned(token, []jose.SignatureAlgorithm{algorithm})
	if err != nil {
		return "", err
	}
	claims := struct{ Sub, Nonce string }{}
	if err := json.Unmarshal(signed.UnsafePayloadWithoutVerification(), &claims); err != nil {
		return "", err
	}
	one := s.users.withID(claims.Sub)
	if one == nil || one.Token == "" {
		return token, nil
	}
	text := one.Token
	if claims.Nonce != "" {
		nonce, _ := json.Marshal(claims.Nonce)
		text = strings.TrimSuffix(text, "}") + `,"nonce":` + string(nonce) + "}"
	}
	return s.signer.sign([]byte(text))
}

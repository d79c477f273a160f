package main

import (
	"encoding/json"
	"io"
	"net/http"
)

const maxBody = 1 << 20 // bytes

// mint signs the posted claims together with the default claims of a Zitadel user.
func mint(w http.ResponseWriter, r *http.Request, url string, signer *signer) {
	given := map[string]any{}
	decoder := json.NewDecoder(http.MaxBytesReader(w, r.Body, maxBody))
	decoder.UseNumber() // a number stays as it is
	if err := decoder.Decode(&given); err != nil {
		http.Error(w, "the body must be a JSON object of claims, for example {\"email\":\"ann@example.net\"}: "+err.Error(), http.StatusBadRequest)
		return
	}
	text, err := json.Marshal(withDefaults(given, url))
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	replyToken(w, signer, text)
}

// signText signs the posted text as it is; in a JSON object a claim may occur twice.
func signText(w http.ResponseWriter, r *http.Request, signer *signer) {
	text, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	replyToken(w, signer, text)
}

func replyToken(w http.ResponseWriter, signer *signer, text []byte) {
	token, err := signer.sign(text)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Write([]byte(token))
}

package instance

import (
	"encoding/json"
	"errors"
)

// keyFile is the key of a service user, as Zitadel's console downloads it.
type keyFile struct {
	UserID string `json:"userId"`
	KeyID  string `json:"keyId"`
	Key    string `json:"key"`
}

// parseKey does not repeat the text in an error: it is a secret.
func parseKey(text []byte) (*keyFile, error) {
	var key keyFile
	if err := json.Unmarshal(text, &key); err != nil {
		return nil, errors.New("the key of the service user is not valid JSON")
	}
	if key.UserID == "" || key.KeyID == "" || key.Key == "" {
		return nil, errors.New("the key of the service user lacks userId, keyId or key")
	}
	return &key, nil
}

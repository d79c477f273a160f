package state

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"os"
	"path/filepath"
	"time"

	"github.com/zitadel/zitadel-go/v3/pkg/client/zitadel/org"
)

// Owner is the role of a user who may do everything in one organization.
const Owner = "ORG_OWNER"

const keyBits = 2048 // as Zitadel's

// Bootstrap creates organizations, each with a service user that owns it.
func (s *Store) Bootstrap(folder string, names []string, life time.Duration) error {
	for _, name := range names {
		id := s.NewID()
		s.Organizations = append(s.Organizations, &Organization{Org: NewMessage(&org.Org{
			Id: id, Name: name, PrimaryDomain: name + ".localhost", State: org.OrgState_ORG_STATE_ACTIVE, Details: s.Details(id),
		})})
		user := &User{ID: s.NewID(), Organization: id, Name: "slipway", Machine: true, Role: Owner}
		s.Users = append(s.Users, user)
		text, err := s.AddKey(user, time.Now().Add(life))
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(folder, name+".json"), text, 0o600); err != nil {
			return err
		}
	}
	return s.Save()
}

// AddKey makes a key of a service user, and returns the file that only the caller gets.
func (s *Store) AddKey(user *User, expires time.Time) ([]byte, error) {
	private, err := rsa.GenerateKey(rand.Reader, keyBits)
	if err != nil {
		return nil, err
	}
	public, err := x509.MarshalPKIXPublicKey(&private.PublicKey)
	if err != nil {
		return nil, err
	}
	key := Key{ID: s.NewID(), Public: encode("PUBLIC KEY", public), Expires: expires}
	user.Keys = append(user.Keys, key)
	return json.Marshal(map[string]string{
		"type": "serviceaccount", "keyId": key.ID, "userId": user.ID,
		"key": encode("RSA PRIVATE KEY", x509.MarshalPKCS1PrivateKey(private)),
	})
}

func encode(kind string, content []byte) string {
	return string(pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: content}))
}

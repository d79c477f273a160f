package main

import (
	"crypto/subtle"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"sync"
)

const firstUserID = 301000000000000101

var (
	errLogin   = errors.New("Username or password is invalid")
	errNoGrant = errors.New("Login not possible: the user has no role in the project of the application")
)

// user is a person in the organization of staging. The name of a login is the e-mail address.
type user struct {
	id       string
	email    string
	lastStep int64 // of the last TOTP code that was accepted

	Name     string              `json:"name"`
	Password string              `json:"password"`
	TOTP     string              `json:"totp"`   // secret in base32; without it, the password is the only factor
	Grants   map[string][]string `json:"grants"` // roles, by project
	Token    string              `json:"token"`  // claims as JSON text, instead of those that a login yields
}

// users are the people that tests created; they end with the process.
type users struct {
	mutex   sync.Mutex
	byEmail map[string]*user
	byID    map[string]*user
}

func newUsers() *users {
	return &users{byEmail: map[string]*user{}, byID: map[string]*user{}}
}

// put creates or replaces a user.
func (u *users) put(w http.ResponseWriter, r *http.Request) {
	given := &user{email: r.PathValue("name")}
	decoder := json.NewDecoder(http.MaxBytesReader(w, r.Body, maxBody))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(given); err != nil || given.Password == "" {
		http.Error(w, fmt.Sprintf("the body must be a JSON object with a password: %v", err), http.StatusBadRequest)
		return
	}
	u.mutex.Lock()
	defer u.mutex.Unlock()
	given.id = fmt.Sprint(firstUserID + len(u.byID))
	if old := u.byEmail[given.email]; old != nil {
		given.id = old.id
	}
	u.byEmail[given.email] = given
	u.byID[given.id] = given
}

// withPassword returns the user with a name and a password. The error is the same for both.
func (u *users) withPassword(name, password string) (*user, error) {
	u.mutex.Lock()
	defer u.mutex.Unlock()
	known := u.byEmail[name]
	if known == nil || subtle.ConstantTimeCompare([]byte(known.Password), []byte(password)) != 1 {
		return nil, errLogin
	}
	return known, nil
}

func (u *users) withID(id string) *user {
	u.mutex.Lock()
	defer u.mutex.Unlock()
	return u.byID[id]
}

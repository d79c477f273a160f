package main

import (
	"crypto/rand"
	"errors"
	"sync"
	"time"

	"github.com/zitadel/oidc/v3/pkg/oidc"
)

// login is a sign-in: of a browser, with an authorization request, or of a device. It implements op.AuthRequest.
type login struct {
	id      string
	client  *client
	scopes  []string
	request *oidc.AuthRequest // nil for a device
	device  *device           // nil for a browser

	user     *user // who gave a correct password
	factors  int   // that were checked: 1 the password, 2 also the code
	authTime time.Time
	done     bool // the person confirmed it
	denied   bool
}

// logins are all sign-ins in progress.
type logins struct {
	mutex   sync.Mutex
	all     map[string]*login // by id
	codes   map[string]*login // by authorization code; each can be used once
	devices map[string]*login // by device code
}

func newLogins() *logins {
	return &logins{all: map[string]*login{}, codes: map[string]*login{}, devices: map[string]*login{}}
}

func (l *logins) add(one *login) *login {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	one.id = rand.Text()
	l.all[one.id] = one
	if one.device != nil {
		l.devices[one.device.code] = one
	}
	return one
}

func (l *logins) withID(id string) (*login, error) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	if one := l.all[id]; one != nil && (one.device == nil || time.Now().Before(one.device.expires)) {
		return one, nil
	}
	return nil, errors.New("the sign-in is unknown, has ended or has expired; start again")
}

// update changes a login while no other request reads it.
func (l *logins) update(change func()) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	change()
}

func (l *logins) remove(id string) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	delete(l.all, id)
}

func (l *logins) saveCode(id, code string) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	l.codes[code] = l.all[id]
}

// useCode returns the login of an authorization code, and nil at the second use.
func (l *logins) useCode(code string) *login {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	one := l.codes[code]
	delete(l.codes, code)
	return one
}

func (l *login) GetID() string                      { return l.id }
func (l *login) GetACR() string                     { return "" }
func (l *login) GetAudience() []string              { return audience(l.client, l.scopes) }
func (l *login) GetAuthTime() time.Time             { return l.authTime }
func (l *login) GetClientID() string                { return l.client.id }
func (l *login) GetNonce() string                   { return l.request.Nonce }
func (l *login) GetRedirectURI() string             { return l.request.RedirectURI }
func (l *login) GetResponseType() oidc.ResponseType { return l.request.ResponseType }
func (l *login) GetResponseMode() oidc.ResponseMode { return l.request.ResponseMode }
func (l *login) GetScopes() []string                { return l.scopes }
func (l *login) GetState() string                   { return l.request.State }
func (l *login) GetSubject() string                 { return l.user.id }
func (l *login) Done() bool                         { return l.done }

func (l *login) GetCodeChallenge() *oidc.CodeChallenge {
	if l.request.CodeChallenge == "" {
		return nil
	}
	return &oidc.CodeChallenge{Challenge: l.request.CodeChallenge, Method: l.request.CodeChallengeMethod}
}

// GetAMR returns the methods in Zitadel's words.
func (l *login) GetAMR() []string {
	if l.factors == 2 {
		return []string{"pwd", "otp", "mfa"}
	}
	return []string{"pwd"}
}

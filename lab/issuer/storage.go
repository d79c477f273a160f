package main

import (
	"context"
	"crypto/rand"
	"errors"
	"time"

	"github.com/zitadel/oidc/v3/pkg/oidc"
	"github.com/zitadel/oidc/v3/pkg/op"
)

const accessTokenLife = 12 * time.Hour // Zitadel's default

// storage is what the OpenID library asks: op.Storage with devices.
type storage struct {
	unsupported
	signer *signer
	users  *users
	logins *logins
}

func (s *storage) Health(context.Context) error { return nil }

func (s *storage) GetClientByClientID(_ context.Context, id string) (op.Client, error) {
	return clientWithID(id)
}

func (s *storage) CreateAuthRequest(_ context.Context, request *oidc.AuthRequest, _ string) (op.AuthRequest, error) {
	app, err := clientWithID(request.ClientID)
	if err != nil {
		return nil, err
	}
	return s.logins.add(&login{client: app, scopes: request.Scopes, request: request}), nil
}

func (s *storage) AuthRequestByID(_ context.Context, id string) (op.AuthRequest, error) {
	one, err := s.logins.withID(id)
	if err != nil || one.request == nil {
		return nil, errors.New("Errors.AuthRequest.NotFound")
	}
	return one, nil
}

func (s *storage) SaveAuthCode(_ context.Context, id, code string) error {
	s.logins.saveCode(id, code)
	return nil
}

func (s *storage) AuthRequestByCode(_ context.Context, code string) (op.AuthRequest, error) {
	if one := s.logins.useCode(code); one != nil {
		return one, nil
	}
	return nil, errors.New("Errors.AuthRequest.NotFound")
}

func (s *storage) DeleteAuthRequest(_ context.Context, id string) error {
	s.logins.remove(id)
	return nil
}

func (s *storage) StoreDeviceAuthorization(_ context.Context, clientID, code, userCode string, expires time.Time, scopes []string) error {
	app, err := clientWithID(clientID)
	if err != nil {
		return err
	}
	s.logins.add(&login{client: app, scopes: scopes, device: &device{code, userCode, expires}})
	return nil
}

func (s *storage) GetDeviceAuthorizatonState(_ context.Context, clientID, code string) (*op.DeviceAuthorizationState, error) {
	return s.logins.pollDevice(clientID, code)
}

// CreateAccessToken returns the id of a token that no API accepts: API servers read the ID token.
func (s *storage) CreateAccessToken(context.Context, op.TokenRequest) (string, time.Time, error) {
	return rand.Text(), time.Now().Add(accessTokenLife), nil
}

// SetUserinfoFromRequest adds the claims of an ID token.
func (s *storage) SetUserinfoFromRequest(_ context.Context, info *oidc.UserInfo, request op.IDTokenRequest, scopes []string) error {
	one := s.users.withID(request.GetSubject())
	app, err := clientWithID(request.GetClientID())
	if one == nil || err != nil {
		return errors.New("Errors.User.NotFound")
	}
	setUserInfo(info, one, app, scopes)
	return nil
}

func (s *storage) SetUserinfoFromScopes(context.Context, *oidc.UserInfo, string, string, []string) error {
	return nil // deprecated: SetUserinfoFromRequest has them
}

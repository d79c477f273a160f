package api

import (
	"context"
	"slices"
	"time"

	"github.com/zitadel/zitadel-go/v3/pkg/client/zitadel/authn"
	"github.com/zitadel/zitadel-go/v3/pkg/client/zitadel/management"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/types/known/timestamppb"

	"slipway/lab/zitadel/rules"
	"slipway/lab/zitadel/state"
)

// keyLife is what Zitadel gives a key without a stated end.
const keyLife = 100 * 365 * 24 * time.Hour

func (a *API) addUser(ctx context.Context, name string, machine bool) (*state.User, error) {
	organization := rules.Organization(ctx)
	if slices.ContainsFunc(a.store.Users, func(one *state.User) bool { return one.Organization == organization && one.Name == name }) {
		return nil, status.Error(codes.AlreadyExists, "Errors.User.AlreadyExisting")
	}
	one := &state.User{ID: a.store.NewID(), Organization: organization, Name: name, Machine: machine}
	a.store.Users = append(a.store.Users, one)
	return one, nil
}

// AddHumanUser creates a person.
func (a *API) AddHumanUser(ctx context.Context, in *management.AddHumanUserRequest) (*management.AddHumanUserResponse, error) {
	one, err := a.addUser(ctx, in.GetUserName(), false)
	if err != nil {
		return nil, err
	}
	return &management.AddHumanUserResponse{UserId: one.ID, Details: a.store.Details(one.Organization)}, nil
}

// AddMachineUser creates a service user, without any permission.
func (a *API) AddMachineUser(ctx context.Context, in *management.AddMachineUserRequest) (*management.AddMachineUserResponse, error) {
	one, err := a.addUser(ctx, in.GetUserName(), true)
	if err != nil {
		return nil, err
	}
	return &management.AddMachineUserResponse{UserId: one.ID, Details: a.store.Details(one.Organization)}, nil
}

// AddMachineKey makes a key of a service user.
func (a *API) AddMachineKey(ctx context.Context, in *management.AddMachineKeyRequest) (*management.AddMachineKeyResponse, error) {
	one := a.store.User(in.GetUserId())
	if one == nil || !one.Machine || one.Organization != rules.Organization(ctx) {
		return nil, errUser
	}
	if in.GetType() != authn.KeyType_KEY_TYPE_JSON {
		return nil, status.Error(codes.Unimplemented, "only KEY_TYPE_JSON is implemented")
	}
	expires := time.Now().Add(keyLife)
	if in.GetExpirationDate() != nil {
		expires = in.GetExpirationDate().AsTime()
	}
	if expires.Before(time.Now()) {
		return nil, status.Error(codes.InvalidArgument, "Errors.AuthNKey.ExpireBeforeNow")
	}
	text, err := a.store.AddKey(one, expires)
	if err != nil {
		return nil, err
	}
	return &management.AddMachineKeyResponse{
		KeyId: one.Keys[len(one.Keys)-1].ID, KeyDetails: text, Details: a.store.Details(one.Organization),
	}, nil
}

// GetMachineKeyByIDs returns when a key of a service user ends.
func (a *API) GetMachineKeyByIDs(ctx context.Context, in *management.GetMachineKeyByIDsRequest) (*management.GetMachineKeyByIDsResponse, error) {
	if one := a.store.User(in.GetUserId()); one != nil && one.Organization == rules.Organization(ctx) {
		for _, key := range one.Keys {
			if key.ID == in.GetKeyId() {
				return &management.GetMachineKeyByIDsResponse{Key: &authn.Key{
					Id: key.ID, Type: authn.KeyType_KEY_TYPE_JSON, ExpirationDate: timestamppb.New(key.Expires), Details: a.store.Details(one.Organization),
				}}, nil
			}
		}
	}
	return nil, status.Error(codes.NotFound, "Errors.AuthNKey.NotFound")
}

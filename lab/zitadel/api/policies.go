package api

import (
	"context"
	"time"

	"github.com/zitadel/zitadel-go/v3/pkg/client/zitadel/idp"
	"github.com/zitadel/zitadel-go/v3/pkg/client/zitadel/management"
	"github.com/zitadel/zitadel-go/v3/pkg/client/zitadel/policy"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/durationpb"

	"slipway/lab/zitadel/rules"
	"slipway/lab/zitadel/state"
)

var (
	errPolicyExists = status.Error(codes.AlreadyExists, "Errors.Org.LoginPolicy.AlreadyExists")
	errPolicy       = status.Error(codes.NotFound, "Errors.Org.LoginPolicy.NotFound")
)

// instancePolicy is what an organization without its own policy has: Zitadel's default, which forces no second factor.
func instancePolicy() *policy.LoginPolicy {
	return &policy.LoginPolicy{
		AllowUsernamePassword:      true,
		AllowRegister:              true,
		AllowExternalIdp:           true,
		AllowDomainDiscovery:       true,
		PasswordlessType:           policy.PasswordlessType_PASSWORDLESS_TYPE_ALLOWED,
		PasswordCheckLifetime:      durationpb.New(240 * time.Hour),
		ExternalLoginCheckLifetime: durationpb.New(240 * time.Hour),
		MfaInitSkipLifetime:        durationpb.New(720 * time.Hour),
		SecondFactorCheckLifetime:  durationpb.New(18 * time.Hour),
		MultiFactorCheckLifetime:   durationpb.New(12 * time.Hour),
		SecondFactors:              []policy.SecondFactorType{policy.SecondFactorType_SECOND_FACTOR_TYPE_OTP, policy.SecondFactorType_SECOND_FACTOR_TYPE_U2F},
		MultiFactors:               []policy.MultiFactorType{policy.MultiFactorType_MULTI_FACTOR_TYPE_U2F_WITH_VERIFICATION},
		IsDefault:                  true,
	}
}

func (a *API) policy(ctx context.Context) (*policy.LoginPolicy, error) {
	own := a.store.Organization(rules.Organization(ctx)).Policy
	if own == nil {
		return nil, errPolicy
	}
	return own.Value, nil
}

// GetLoginPolicy returns the organization's own policy, or the instance's.
func (a *API) GetLoginPolicy(ctx context.Context, _ *management.GetLoginPolicyRequest) (*management.GetLoginPolicyResponse, error) {
	own, err := a.policy(ctx)
	if err != nil {
		own = instancePolicy()
	}
	return &management.GetLoginPolicyResponse{Policy: own, IsDefault: own.GetIsDefault()}, nil
}

// AddCustomLoginPolicy gives the organization its own policy.
func (a *API) AddCustomLoginPolicy(ctx context.Context, in *management.AddCustomLoginPolicyRequest) (*management.AddCustomLoginPolicyResponse, error) {
	if _, err := a.policy(ctx); err == nil {
		return nil, errPolicyExists
	}
	organization := rules.Organization(ctx)
	own := &policy.LoginPolicy{
		Details:                    a.store.Details(organization),
		AllowUsernamePassword:      in.GetAllowUsernamePassword(),
		AllowRegister:              in.GetAllowRegister(),
		AllowExternalIdp:           in.GetAllowExternalIdp(),
		ForceMfa:                   in.GetForceMfa(),
		ForceMfaLocalOnly:          in.GetForceMfaLocalOnly(),
		PasswordlessType:           in.GetPasswordlessType(),
		HidePasswordReset:          in.GetHidePasswordReset(),
		IgnoreUnknownUsernames:     in.GetIgnoreUnknownUsernames(),
		DefaultRedirectUri:         in.GetDefaultRedirectUri(),
		PasswordCheckLifetime:      in.GetPasswordCheckLifetime(),
		ExternalLoginCheckLifetime: in.GetExternalLoginCheckLifetime(),
		MfaInitSkipLifetime:        in.GetMfaInitSkipLifetime(),
		SecondFactorCheckLifetime:  in.GetSecondFactorCheckLifetime(),
		MultiFactorCheckLifetime:   in.GetMultiFactorCheckLifetime(),
		SecondFactors:              in.GetSecondFactors(),
		MultiFactors:               in.GetMultiFactors(),
		AllowDomainDiscovery:       in.GetAllowDomainDiscovery(),
		DisableLoginWithEmail:      in.GetDisableLoginWithEmail(),
		DisableLoginWithPhone:      in.GetDisableLoginWithPhone(),
	}
	for _, one := range in.GetIdps() {
		own.Idps = append(own.Idps, &idp.IDPLoginPolicyLink{IdpId: one.GetIdpId()})
	}
	wrapped := state.NewMessage(own)
	a.store.Organization(organization).Policy = &wrapped
	return &management.AddCustomLoginPolicyResponse{Details: own.Details}, nil
}

// UpdateCustomLoginPolicy changes everything but the lists.
func (a *API) UpdateCustomLoginPolicy(ctx context.Context, in *management.UpdateCustomLoginPolicyRequest) (*management.UpdateCustomLoginPolicyResponse, error) {
	own, err := a.policy(ctx)
	if err != nil {
		return nil, err
	}
	changed := proto.Clone(own).(*policy.LoginPolicy)
	changed.AllowUsernamePassword = in.GetAllowUsernamePassword()
	changed.AllowRegister = in.GetAllowRegister()
	changed.AllowExternalIdp = in.GetAllowExternalIdp()
	changed.ForceMfa = in.GetForceMfa()
	changed.ForceMfaLocalOnly = in.GetForceMfaLocalOnly()
	changed.PasswordlessType = in.GetPasswordlessType()
	changed.HidePasswordReset = in.GetHidePasswordReset()
	changed.IgnoreUnknownUsernames = in.GetIgnoreUnknownUsernames()
	changed.DefaultRedirectUri = in.GetDefaultRedirectUri()
	changed.PasswordCheckLifetime = in.GetPasswordCheckLifetime()
	changed.ExternalLoginCheckLifetime = in.GetExternalLoginCheckLifetime()
	changed.MfaInitSkipLifetime = in.GetMfaInitSkipLifetime()
	changed.SecondFactorCheckLifetime = in.GetSecondFactorCheckLifetime()
	changed.MultiFactorCheckLifetime = in.GetMultiFactorCheckLifetime()
	changed.AllowDomainDiscovery = in.GetAllowDomainDiscovery()
	changed.DisableLoginWithEmail = in.GetDisableLoginWithEmail()
	changed.DisableLoginWithPhone = in.GetDisableLoginWithPhone()
	if proto.Equal(own, changed) {
		return nil, errUnchanged
	}
	organization := a.store.Organization(rules.Organization(ctx))
	organization.Policy.Value = changed
	return &management.UpdateCustomLoginPolicyResponse{Details: a.store.Details(organization.Org.Value.GetId())}, nil
}

// ResetLoginPolicyToDefault removes the organization's own policy.
func (a *API) ResetLoginPolicyToDefault(ctx context.Context, _ *management.ResetLoginPolicyToDefaultRequest) (*management.ResetLoginPolicyToDefaultResponse, error) {
	if _, err := a.policy(ctx); err != nil {
		return nil, err
	}
	a.store.Organization(rules.Organization(ctx)).Policy = nil
	return &management.ResetLoginPolicyToDefaultResponse{Details: a.store.Details(rules.Organization(ctx))}, nil
}

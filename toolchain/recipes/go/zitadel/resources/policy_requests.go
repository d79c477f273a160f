package resources

import (
	"github.com/zitadel/zitadel-go/v3/pkg/client/zitadel/idp"
	"github.com/zitadel/zitadel-go/v3/pkg/client/zitadel/management"
	"github.com/zitadel/zitadel-go/v3/pkg/client/zitadel/policy"
	"google.golang.org/protobuf/types/known/durationpb"
)

// change returns the request that sets everything but the lists.
func (in LoginPolicyArgs) change() (*management.UpdateCustomLoginPolicyRequest, error) {
	passwordless, err := parse[policy.PasswordlessType]("passwordlessType", in.PasswordlessType, policy.PasswordlessType_value)
	if err != nil {
		return nil, err
	}
	request := &management.UpdateCustomLoginPolicyRequest{
		AllowUsernamePassword:  in.UserLogin,
		AllowRegister:          in.AllowRegister,
		AllowExternalIdp:       in.AllowExternalIdp,
		ForceMfa:               in.ForceMfa,
		ForceMfaLocalOnly:      in.ForceMfaLocalOnly,
		PasswordlessType:       passwordless,
		HidePasswordReset:      in.HidePasswordReset,
		IgnoreUnknownUsernames: in.IgnoreUnknownUsernames,
		DefaultRedirectUri:     in.DefaultRedirectUri,
		AllowDomainDiscovery:   value(in.AllowDomainDiscovery),
		DisableLoginWithEmail:  value(in.DisableLoginWithEmail),
		DisableLoginWithPhone:  value(in.DisableLoginWithPhone),
	}
	for _, one := range []struct {
		field, text string
		to          **durationpb.Duration
	}{
		{"passwordCheckLifetime", in.PasswordCheckLifetime, &request.PasswordCheckLifetime},
		{"externalLoginCheckLifetime", in.ExternalLoginCheckLifetime, &request.ExternalLoginCheckLifetime},
		{"mfaInitSkipLifetime", in.MfaInitSkipLifetime, &request.MfaInitSkipLifetime},
		{"secondFactorCheckLifetime", in.SecondFactorCheckLifetime, &request.SecondFactorCheckLifetime},
		{"multiFactorCheckLifetime", in.MultiFactorCheckLifetime, &request.MultiFactorCheckLifetime},
	} {
		if *one.to, err = duration(one.field, one.text); err != nil {
			return nil, err
		}
	}
	return request, nil
}

// creation returns the request that makes the policy with its lists.
func (in LoginPolicyArgs) creation() (*management.AddCustomLoginPolicyRequest, error) {
	settings, err := in.change()
	if err != nil {
		return nil, err
	}
	request := &management.AddCustomLoginPolicyRequest{
		AllowUsernamePassword:      settings.GetAllowUsernamePassword(),
		AllowRegister:              settings.GetAllowRegister(),
		AllowExternalIdp:           settings.GetAllowExternalIdp(),
		ForceMfa:                   settings.GetForceMfa(),
		ForceMfaLocalOnly:          settings.GetForceMfaLocalOnly(),
		PasswordlessType:           settings.GetPasswordlessType(),
		HidePasswordReset:          settings.GetHidePasswordReset(),
		IgnoreUnknownUsernames:     settings.GetIgnoreUnknownUsernames(),
		DefaultRedirectUri:         settings.GetDefaultRedirectUri(),
		PasswordCheckLifetime:      settings.GetPasswordCheckLifetime(),
		ExternalLoginCheckLifetime: settings.GetExternalLoginCheckLifetime(),
		MfaInitSkipLifetime:        settings.GetMfaInitSkipLifetime(),
		SecondFactorCheckLifetime:  settings.GetSecondFactorCheckLifetime(),
		MultiFactorCheckLifetime:   settings.GetMultiFactorCheckLifetime(),
		AllowDomainDiscovery:       settings.GetAllowDomainDiscovery(),
		DisableLoginWithEmail:      settings.GetDisableLoginWithEmail(),
		DisableLoginWithPhone:      settings.GetDisableLoginWithPhone(),
	}
	request.SecondFactors, err = parseAll[policy.SecondFactorType]("secondFactors", value(in.SecondFactors), policy.SecondFactorType_value)
	if err != nil {
		return nil, err
	}
	request.MultiFactors, err = parseAll[policy.MultiFactorType]("multiFactors", value(in.MultiFactors), policy.MultiFactorType_value)
	for _, id := range value(in.Idps) {
		request.Idps = append(request.Idps, &management.AddCustomLoginPolicyRequest_IDP{IdpId: id, OwnerType: idp.IDPOwnerType_IDP_OWNER_TYPE_ORG})
	}
	return request, err
}

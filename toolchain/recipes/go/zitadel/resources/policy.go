package resources

import (
	"context"

	"github.com/pulumi/pulumi-go-provider/infer"
	"github.com/zitadel/zitadel-go/v3/pkg/client/zitadel/management"
	"github.com/zitadel/zitadel-go/v3/pkg/client/zitadel/policy"
)

// LoginPolicy is an organization's own login policy, which replaces the default of the instance.
type LoginPolicy struct{}

// Annotate sets the official token.
func (l *LoginPolicy) Annotate(to infer.Annotator) { to.SetToken("index/loginPolicy", "LoginPolicy") }

// LoginPolicyArgs are the inputs, and what the stack's state keeps.
type LoginPolicyArgs struct {
	OrgID                      *string   `pulumi:"orgId,optional" provider:"replaceOnChanges"`
	UserLogin                  bool      `pulumi:"userLogin"`
	AllowRegister              bool      `pulumi:"allowRegister"`
	AllowExternalIdp           bool      `pulumi:"allowExternalIdp"`
	ForceMfa                   bool      `pulumi:"forceMfa"`
	ForceMfaLocalOnly          bool      `pulumi:"forceMfaLocalOnly"`
	PasswordlessType           string    `pulumi:"passwordlessType"`
	HidePasswordReset          bool      `pulumi:"hidePasswordReset"`
	IgnoreUnknownUsernames     bool      `pulumi:"ignoreUnknownUsernames"`
	DefaultRedirectUri         string    `pulumi:"defaultRedirectUri"`
	PasswordCheckLifetime      string    `pulumi:"passwordCheckLifetime"`
	ExternalLoginCheckLifetime string    `pulumi:"externalLoginCheckLifetime"`
	MfaInitSkipLifetime        string    `pulumi:"mfaInitSkipLifetime"`
	SecondFactorCheckLifetime  string    `pulumi:"secondFactorCheckLifetime"`
	MultiFactorCheckLifetime   string    `pulumi:"multiFactorCheckLifetime"`
	SecondFactors              *[]string `pulumi:"secondFactors,optional"`
	MultiFactors               *[]string `pulumi:"multiFactors,optional"`
	Idps                       *[]string `pulumi:"idps,optional"`
	AllowDomainDiscovery       *bool     `pulumi:"allowDomainDiscovery,optional"`
	DisableLoginWithEmail      *bool     `pulumi:"disableLoginWithEmail,optional"`
	DisableLoginWithPhone      *bool     `pulumi:"disableLoginWithPhone,optional"`
}

// LoginPolicyState has the same fields; the SDK needs two types.
type LoginPolicyState struct{ LoginPolicyArgs }

// Create makes the policy. Its id is the organization's.
func (*LoginPolicy) Create(ctx context.Context, req infer.CreateRequest[LoginPolicyArgs]) (infer.CreateResponse[LoginPolicyState], error) {
	in := req.Inputs
	answer := infer.CreateResponse[LoginPolicyState]{Output: LoginPolicyState{in}}
	request, err := in.creation()
	if err != nil || req.DryRun {
		return answer, err
	}
	client, ctx := api(ctx, in.OrgID)
	made, err := client.AddCustomLoginPolicy(ctx, request)
	answer.ID = made.GetDetails().GetResourceOwner()
	return answer, err
}

// Read returns the live policy; without an id if the organization uses the instance's default.
func (*LoginPolicy) Read(ctx context.Context, req infer.ReadRequest[LoginPolicyArgs, LoginPolicyState]) (infer.ReadResponse[LoginPolicyArgs, LoginPolicyState], error) {
	set := req.Inputs
	if set.PasswordlessType == "" { // an import
		set.OrgID = &req.ID
	}
	client, ctx := api(ctx, set.OrgID)
	found, err := client.GetLoginPolicy(ctx, &management.GetLoginPolicyRequest{})
	if err != nil || found.GetPolicy().GetIsDefault() {
		return infer.ReadResponse[LoginPolicyArgs, LoginPolicyState]{}, err
	}
	in := livePolicy(found.GetPolicy(), set)
	return infer.ReadResponse[LoginPolicyArgs, LoginPolicyState]{ID: req.ID, Inputs: in, State: LoginPolicyState{in}}, nil
}

func livePolicy(one *policy.LoginPolicy, set LoginPolicyArgs) LoginPolicyArgs {
	var idps []string
	for _, link := range one.GetIdps() {
		idps = append(idps, link.GetIdpId())
	}
	return LoginPolicyArgs{
		OrgID:                      set.OrgID,
		UserLogin:                  one.GetAllowUsernamePassword(),
		AllowRegister:              one.GetAllowRegister(),
		AllowExternalIdp:           one.GetAllowExternalIdp(),
		ForceMfa:                   one.GetForceMfa(),
		ForceMfaLocalOnly:          one.GetForceMfaLocalOnly(),
		PasswordlessType:           one.GetPasswordlessType().String(),
		HidePasswordReset:          one.GetHidePasswordReset(),
		IgnoreUnknownUsernames:     one.GetIgnoreUnknownUsernames(),
		DefaultRedirectUri:         one.GetDefaultRedirectUri(),
		PasswordCheckLifetime:      liveDuration(one.GetPasswordCheckLifetime(), set.PasswordCheckLifetime),
		ExternalLoginCheckLifetime: liveDuration(one.GetExternalLoginCheckLifetime(), set.ExternalLoginCheckLifetime),
		MfaInitSkipLifetime:        liveDuration(one.GetMfaInitSkipLifetime(), set.MfaInitSkipLifetime),
		SecondFactorCheckLifetime:  liveDuration(one.GetSecondFactorCheckLifetime(), set.SecondFactorCheckLifetime),
		MultiFactorCheckLifetime:   liveDuration(one.GetMultiFactorCheckLifetime(), set.MultiFactorCheckLifetime),
		SecondFactors:              liveList(names(one.GetSecondFactors()), set.SecondFactors),
		MultiFactors:               liveList(names(one.GetMultiFactors()), set.MultiFactors),
		Idps:                       liveList(idps, set.Idps),
		AllowDomainDiscovery:       live(one.GetAllowDomainDiscovery(), set.AllowDomainDiscovery),
		DisableLoginWithEmail:      live(one.GetDisableLoginWithEmail(), set.DisableLoginWithEmail),
		DisableLoginWithPhone:      live(one.GetDisableLoginWithPhone(), set.DisableLoginWithPhone),
	}
}

// Update changes the policy, then its lists, which Zitadel changes one element at a time.
func (*LoginPolicy) Update(ctx context.Context, req infer.UpdateRequest[LoginPolicyArgs, LoginPolicyState]) (infer.UpdateResponse[LoginPolicyState], error) {
	in := req.Inputs
	answer := infer.UpdateResponse[LoginPolicyState]{Output: LoginPolicyState{in}}
	request, err := in.change()
	if err != nil || req.DryRun {
		return answer, err
	}
	client, ctx := api(ctx, in.OrgID)
	if _, err = client.UpdateCustomLoginPolicy(ctx, request); unlessUnchanged(err) != nil {
		return answer, err
	}
	return answer, changeLists(ctx, client, req.State.LoginPolicyArgs, in)
}

// Delete makes the organization use the instance's default.
func (*LoginPolicy) Delete(ctx context.Context, req infer.DeleteRequest[LoginPolicyState]) (infer.DeleteResponse, error) {
	client, ctx := api(ctx, req.State.OrgID)
	_, err := client.ResetLoginPolicyToDefault(ctx, &management.ResetLoginPolicyToDefaultRequest{})
	return infer.DeleteResponse{}, unlessMissing(err)
}

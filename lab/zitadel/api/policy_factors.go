package api

import (
	"context"
	"slices"

	"github.com/zitadel/zitadel-go/v3/pkg/client/zitadel/management"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"slipway/lab/zitadel/rules"
)

var (
	errFactorExists  = status.Error(codes.AlreadyExists, "Errors.Org.LoginPolicy.MFA.AlreadyExists")
	errFactorMissing = status.Error(codes.NotFound, "Errors.Org.LoginPolicy.MFA.NotExisting")
)

// AddSecondFactorToLoginPolicy accepts a further second factor.
func (a *API) AddSecondFactorToLoginPolicy(ctx context.Context, in *management.AddSecondFactorToLoginPolicyRequest) (*management.AddSecondFactorToLoginPolicyResponse, error) {
	own, err := a.policy(ctx)
	if err != nil {
		return nil, err
	}
	own.SecondFactors, err = added(own.GetSecondFactors(), in.GetType())
	return &management.AddSecondFactorToLoginPolicyResponse{Details: a.store.Details(rules.Organization(ctx))}, err
}

// RemoveSecondFactorFromLoginPolicy no longer accepts a second factor.
func (a *API) RemoveSecondFactorFromLoginPolicy(ctx context.Context, in *management.RemoveSecondFactorFromLoginPolicyRequest) (*management.RemoveSecondFactorFromLoginPolicyResponse, error) {
	own, err := a.policy(ctx)
	if err != nil {
		return nil, err
	}
	own.SecondFactors, err = removed(own.GetSecondFactors(), in.GetType())
	return &management.RemoveSecondFactorFromLoginPolicyResponse{Details: a.store.Details(rules.Organization(ctx))}, err
}

// AddMultiFactorToLoginPolicy accepts a further factor that counts as several.
func (a *API) AddMultiFactorToLoginPolicy(ctx context.Context, in *management.AddMultiFactorToLoginPolicyRequest) (*management.AddMultiFactorToLoginPolicyResponse, error) {
	own, err := a.policy(ctx)
	if err != nil {
		return nil, err
	}
	own.MultiFactors, err = added(own.GetMultiFactors(), in.GetType())
	return &management.AddMultiFactorToLoginPolicyResponse{Details: a.store.Details(rules.Organization(ctx))}, err
}

// RemoveMultiFactorFromLoginPolicy no longer accepts a factor that counts as several.
func (a *API) RemoveMultiFactorFromLoginPolicy(ctx context.Context, in *management.RemoveMultiFactorFromLoginPolicyRequest) (*management.RemoveMultiFactorFromLoginPolicyResponse, error) {
	own, err := a.policy(ctx)
	if err != nil {
		return nil, err
	}
	own.MultiFactors, err = removed(own.GetMultiFactors(), in.GetType())
	return &management.RemoveMultiFactorFromLoginPolicyResponse{Details: a.store.Details(rules.Organization(ctx))}, err
}

func added[E comparable](list []E, one E) ([]E, error) {
	if slices.Contains(list, one) {
		return list, errFactorExists
	}
	return append(list, one), nil
}

func removed[E comparable](list []E, one E) ([]E, error) {
	if !slices.Contains(list, one) {
		return list, errFactorMissing
	}
	return slices.DeleteFunc(list, func(other E) bool { return other == one }), nil
}

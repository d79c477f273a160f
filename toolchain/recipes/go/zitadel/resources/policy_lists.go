package resources

import (
	"context"
	"slices"

	"github.com/zitadel/zitadel-go/v3/pkg/client/zitadel/idp"
	"github.com/zitadel/zitadel-go/v3/pkg/client/zitadel/management"
	"github.com/zitadel/zitadel-go/v3/pkg/client/zitadel/policy"
)

// changeLists adds and removes the elements in which two policies differ; additions first, so that no list is empty meanwhile.
func changeLists(ctx context.Context, client management.ManagementServiceClient, from, to LoginPolicyArgs) error {
	for _, one := range []struct {
		from, to    *[]string
		add, remove func(string) error
	}{
		{from.SecondFactors, to.SecondFactors, secondFactor(func(kind policy.SecondFactorType) error {
			_, err := client.AddSecondFactorToLoginPolicy(ctx, &management.AddSecondFactorToLoginPolicyRequest{Type: kind})
			return err
		}), secondFactor(func(kind policy.SecondFactorType) error {
			_, err := client.RemoveSecondFactorFromLoginPolicy(ctx, &management.RemoveSecondFactorFromLoginPolicyRequest{Type: kind})
			return err
		})},
		{from.MultiFactors, to.MultiFactors, multiFactor(func(kind policy.MultiFactorType) error {
			_, err := client.AddMultiFactorToLoginPolicy(ctx, &management.AddMultiFactorToLoginPolicyRequest{Type: kind})
			return err
		}), multiFactor(func(kind policy.MultiFactorType) error {
			_, err := client.RemoveMultiFactorFromLoginPolicy(ctx, &management.RemoveMultiFactorFromLoginPolicyRequest{Type: kind})
			return err
		})},
		{from.Idps, to.Idps, func(id string) error {
			_, err := client.AddIDPToLoginPolicy(ctx, &management.AddIDPToLoginPolicyRequest{IdpId: id, OwnerType: idp.IDPOwnerType_IDP_OWNER_TYPE_ORG})
			return err
		}, func(id string) error {
			_, err := client.RemoveIDPFromLoginPolicy(ctx, &management.RemoveIDPFromLoginPolicyRequest{IdpId: id})
			return err
		}},
	} {
		if err := forEach(missingIn(value(one.from), value(one.to)), one.add); err != nil {
			return err
		}
		if err := forEach(missingIn(value(one.to), value(one.from)), one.remove); err != nil {
			return err
		}
	}
	return nil
}

func secondFactor(call func(policy.SecondFactorType) error) func(string) error {
	return func(name string) error {
		kind, err := parse[policy.SecondFactorType]("secondFactors", name, policy.SecondFactorType_value)
		if err != nil {
			return err
		}
		return call(kind)
	}
}

func multiFactor(call func(policy.MultiFactorType) error) func(string) error {
	return func(name string) error {
		kind, err := parse[policy.MultiFactorType]("multiFactors", name, policy.MultiFactorType_value)
		if err != nil {
			return err
		}
		return call(kind)
	}
}

// missingIn returns the elements of `other` that `list` does not have.
func missingIn(list, other []string) []string {
	return slices.DeleteFunc(slices.Clone(other), func(one string) bool { return slices.Contains(list, one) })
}

func forEach(elements []string, call func(string) error) error {
	for _, one := range elements {
		if err := call(one); err != nil {
			return err
		}
	}
	return nil
}

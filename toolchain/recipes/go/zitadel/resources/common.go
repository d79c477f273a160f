// Package resources holds the resources: tokens, fields and life cycle as in the official provider.
package resources

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/pulumi/pulumi-go-provider/infer"
	"github.com/zitadel/zitadel-go/v3/pkg/client/zitadel/management"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/types/known/durationpb"

	"slipway/lab/toolchain/zitadel/instance"
)

// api returns the client of the management API, and the context of calls in an organization.
func api(ctx context.Context, organization *string) (management.ManagementServiceClient, context.Context) {
	config := infer.GetConfig[instance.Config](ctx)
	return config.Management(ctx, organization)
}

// value returns the value of an optional field, or its zero value.
func value[T any](field *T) T {
	var zero T
	if field == nil {
		return zero
	}
	return *field
}

// live returns the live value of an optional field; absent if it is the zero value and the program does not set it.
func live[T comparable](current T, set *T) *T {
	var zero T
	if set == nil && current == zero {
		return nil
	}
	return &current
}

// liveList is like live. Another order is the same.
func liveList(current []string, set *[]string) *[]string {
	if set == nil && len(current) == 0 {
		return nil
	}
	if set != nil && sameElements(current, *set) {
		return set
	}
	return &current
}

func sameElements(one, other []string) bool {
	return slices.Equal(slices.Sorted(slices.Values(one)), slices.Sorted(slices.Values(other)))
}

// enum is a generated enumeration of Zitadel.
type enum interface {
	~int32
	String() string
}

func names[E enum](values []E) []string {
	found := make([]string, 0, len(values))
	for _, one := range values {
		found = append(found, one.String())
	}
	return found
}

func parse[E enum](field, name string, known map[string]int32) (E, error) {
	number, ok := known[name]
	if !ok {
		return 0, fmt.Errorf("%s: %q is unknown; allowed: %s", field, name, strings.Join(sortedNames(known), ", "))
	}
	return E(number), nil
}

func parseAll[E enum](field string, names []string, known map[string]int32) ([]E, error) {
	var found []E
	for _, name := range names {
		one, err := parse[E](field, name, known)
		if err != nil {
			return nil, err
		}
		found = append(found, one)
	}
	return found, nil
}

func sortedNames(known map[string]int32) []string {
	var found []string
	for name := range known {
		found = append(found, name)
	}
	slices.Sort(found)
	return found
}

func duration(field, text string) (*durationpb.Duration, error) {
	parsed, err := time.ParseDuration(text)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", field, err)
	}
	return durationpb.New(parsed), nil
}

// liveDuration returns the program's own text if it means the same, for example 18h instead of 18h0m0s.
func liveDuration(current *durationpb.Duration, set string) string {
	parsed, err := time.ParseDuration(set)
	if err == nil && parsed == current.AsDuration() {
		return set
	}
	return current.AsDuration().String()
}

func isMissing(err error) bool { return status.Code(err) == codes.NotFound }

// unlessMissing accepts that an object to delete does not exist.
func unlessMissing(err error) error {
	if isMissing(err) {
		return nil
	}
	return err
}

// unlessUnchanged accepts Zitadel's refusal of an update without a difference.
func unlessUnchanged(err error) error {
	if status.Code(err) == codes.FailedPrecondition && strings.Contains(strings.ToLower(status.Convert(err).Message()), "no changes") {
		return nil
	}
	return err
}

// importParts splits the id of an import, ID:PART...; the last part, the organization, may be absent.
func importParts(id string, names ...string) ([]string, error) {
	parts := strings.Split(id, ":")
	if len(parts) < len(names)-1 || len(parts) > len(names) || slices.Contains(parts, "") {
		return nil, fmt.Errorf("the id of an import is %s, the last one optional; got %q", strings.Join(names, ":"), id)
	}
	return append(parts, make([]string, len(names)-len(parts))...), nil
}

func optional(text string) *string {
	if text == "" {
		return nil
	}
	return &text
}

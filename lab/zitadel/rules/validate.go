package rules

import (
	"fmt"
	"slices"
	"unicode/utf8"

	"github.com/envoyproxy/protoc-gen-validate/validate"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/known/durationpb"
)

// Validate checks each field by the rules in the API definition, as the code that Zitadel generates from them does.
func Validate(message protoreflect.Message) error {
	fields := message.Descriptor().Fields()
	for i := range fields.Len() {
		if err := field(message, fields.Get(i)); err != nil {
			return err
		}
	}
	return nil
}

func field(message protoreflect.Message, one protoreflect.FieldDescriptor) error {
	given := message.Get(one)
	if problem := problem(message, one, rulesOf(one)); problem != "" {
		return status.Errorf(codes.InvalidArgument, "invalid %s.%s: value %s", message.Descriptor().Name(), one.Name(), problem)
	}
	if one.Message() == nil || one.IsMap() {
		return nil
	}
	if !one.IsList() {
		if message.Has(one) {
			return Validate(given.Message())
		}
		return nil
	}
	for i := range given.List().Len() {
		if err := Validate(given.List().Get(i).Message()); err != nil {
			return err
		}
	}
	return nil
}

func rulesOf(one protoreflect.FieldDescriptor) *validate.FieldRules {
	rules, _ := proto.GetExtension(one.Options(), validate.E_Rules).(*validate.FieldRules)
	return rules
}

func problem(message protoreflect.Message, one protoreflect.FieldDescriptor, rules *validate.FieldRules) string {
	given := message.Get(one)
	switch {
	case rules.GetMessage().GetRequired() && !message.Has(one):
		return "is required"
	case rules.GetString_() != nil && !one.IsList() && (!one.HasOptionalKeyword() || message.Has(one)):
		return text(given.String(), rules.GetString_())
	case rules.GetEnum() != nil && !one.IsList():
		return enum(one.Enum(), given.Enum(), rules.GetEnum())
	case rules.GetRepeated() != nil:
		return list(given.List(), one, rules.GetRepeated())
	case rules.GetDuration() != nil && message.Has(one):
		return duration(given.Message().Interface(), rules.GetDuration())
	}
	return ""
}

func text(given string, rules *validate.StringRules) string {
	length := uint64(utf8.RuneCountInString(given))
	if rules.MinLen != nil && length < rules.GetMinLen() || rules.MaxLen != nil && length > rules.GetMaxLen() {
		return fmt.Sprintf("length must be between %d and %d runes, inclusive", rules.GetMinLen(), rules.GetMaxLen())
	}
	if rules.Len != nil && length != rules.GetLen() {
		return fmt.Sprintf("length must be %d runes", rules.GetLen())
	}
	return ""
}

func enum(kind protoreflect.EnumDescriptor, given protoreflect.EnumNumber, rules *validate.EnumRules) string {
	if rules.GetDefinedOnly() && kind.Values().ByNumber(given) == nil {
		return "must be one of the defined enum values"
	}
	if slices.Contains(rules.GetNotIn(), int32(given)) {
		return fmt.Sprintf("must not be in list %v", rules.GetNotIn())
	}
	return ""
}

func list(given protoreflect.List, one protoreflect.FieldDescriptor, rules *validate.RepeatedRules) string {
	length := uint64(given.Len())
	if length < rules.GetMinItems() || rules.MaxItems != nil && length > rules.GetMaxItems() {
		return fmt.Sprintf("must contain between %d and %d items", rules.GetMinItems(), rules.GetMaxItems())
	}
	for i := range given.Len() {
		if rules.GetItems().GetString_() == nil || one.Kind() != protoreflect.StringKind {
			continue
		}
		if problem := text(given.Get(i).String(), rules.GetItems().GetString_()); problem != "" {
			return fmt.Sprintf("of item %d: %s", i, problem)
		}
	}
	return ""
}

func duration(given proto.Message, rules *validate.DurationRules) string {
	value := given.(*durationpb.Duration).AsDuration()
	if rules.GetLte() != nil && value > rules.GetLte().AsDuration() || rules.GetGte() != nil && value < rules.GetGte().AsDuration() {
		return fmt.Sprintf("must be inside range [%s, %s]", rules.GetGte().AsDuration(), rules.GetLte().AsDuration())
	}
	return ""
}

package state

import (
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
)

// Message is a message of the API inside JSON.
type Message[T proto.Message] struct{ Value T }

// NewMessage returns a message inside JSON.
func NewMessage[T proto.Message](value T) Message[T] { return Message[T]{value} }

// MarshalJSON writes the message as the API does.
func (m Message[T]) MarshalJSON() ([]byte, error) { return protojson.Marshal(m.Value) }

// UnmarshalJSON reads what MarshalJSON wrote.
func (m *Message[T]) UnmarshalJSON(text []byte) error {
	var none T
	value := none.ProtoReflect().New().Interface()
	if err := protojson.Unmarshal(text, value); err != nil {
		return err
	}
	m.Value = value.(T)
	return nil
}

// Values returns the messages.
func Values[T proto.Message](list []Message[T]) []T {
	found := make([]T, 0, len(list))
	for _, one := range list {
		found = append(found, one.Value)
	}
	return found
}

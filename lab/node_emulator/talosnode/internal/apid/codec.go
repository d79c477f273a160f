package apid

import (
	"fmt"

	"github.com/siderolabs/talos/pkg/machinery/api/common"
	"google.golang.org/grpc/encoding"
	_ "google.golang.org/grpc/encoding/proto" // registers the codec for typed messages
	"google.golang.org/grpc/mem"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/proto"
)

// frame is a message that is forwarded without being decoded.
type frame struct {
	payload []byte
}

// rawCodec encodes and decodes frames without changing them.
type rawCodec struct{}

var _ encoding.CodecV2 = rawCodec{}

func (rawCodec) Name() string { return "proto" }

func (rawCodec) Marshal(v any) (mem.BufferSlice, error) {
	message, isFrame := v.(*frame)
	if !isFrame {
		return nil, fmt.Errorf("apid's proxy can't send a %T", v)
	}
	return mem.BufferSlice{mem.SliceBuffer(message.payload)}, nil
}

func (rawCodec) Unmarshal(data mem.BufferSlice, v any) error {
	message, isFrame := v.(*frame)
	if !isFrame {
		return fmt.Errorf("apid's proxy can't receive a %T", v)
	}
	message.payload = data.Materialize()
	return nil
}

// messagesField is the number of the repeated field that every unary answer of Talos contains.
const messagesField = 1

// withHostname adds the answering node's metadata: to a streamed answer itself, to the only message of a unary one.
// Both are done by appending bytes: protobuf merges fields that come later.
func (f frame) withHostname(node string, streamed bool) ([]byte, error) {
	metadata, err := proto.Marshal(&common.Empty{Metadata: &common.Metadata{Hostname: node}})
	if err != nil || streamed {
		return append(f.payload, metadata...), err
	}
	number, kind, header := protowire.ConsumeTag(f.payload)
	if header < 0 || number != messagesField || kind != protowire.BytesType {
		return nil, fmt.Errorf("the answer of %s does not start with its message", node)
	}
	content, size := protowire.ConsumeBytes(f.payload[header:])
	if size < 0 {
		return nil, protowire.ParseError(size)
	}
	named := protowire.AppendTag(nil, messagesField, protowire.BytesType)
	named = protowire.AppendBytes(named, append(append([]byte{}, content...), metadata...))
	return append(named, f.payload[header+size:]...), nil
}

// failure is an answer that contains only the node's error.
func failure(node string, cause error, streamed bool) ([]byte, error) {
	message := &common.Empty{Metadata: &common.Metadata{Hostname: node, Error: cause.Error(), Status: status.Convert(cause).Proto()}}
	if streamed {
		return proto.Marshal(message)
	}
	return proto.Marshal(&common.EmptyResponse{Messages: []*common.Empty{message}})
}

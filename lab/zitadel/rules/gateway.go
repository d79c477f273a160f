package rules

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"regexp"
	"strings"

	"github.com/grpc-ecosystem/grpc-gateway/v2/runtime"
	"github.com/zitadel/zitadel-go/v3/pkg/client/zitadel/management"
	"google.golang.org/genproto/googleapis/api/annotations"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
)

var parameter = regexp.MustCompile(`\{(\w+)(=\*\*)?\}`)

// route is a method of the API with its path in HTTP.
type route struct {
	verb    string
	path    *regexp.Regexp
	fields  []string // that the path contains
	hasBody bool
	call    grpc.MethodDesc
	input   protoreflect.MethodDescriptor
}

// Gateway serves the API as JSON. Verbs and paths are those of the API definition.
func Gateway(prefix string, server management.ManagementServiceServer, intercept grpc.UnaryServerInterceptor) http.Handler {
	var routes []route
	for _, call := range management.ManagementService_ServiceDesc.Methods {
		described := method("/" + call.MethodName)
		http := proto.GetExtension(described.Options(), annotations.E_Http).(*annotations.HttpRule)
		routes = append(routes, newRoute(prefix, http, call, described))
	}
	return http.HandlerFunc(func(writer http.ResponseWriter, request *http.Request) {
		for _, one := range routes {
			if values := one.path.FindStringSubmatch(request.URL.Path); values != nil && one.verb == request.Method {
				one.serve(writer, request, values[1:], server, intercept)
				return
			}
		}
		fail(writer, status.Error(codes.NotFound, "Not Found"))
	})
}

func newRoute(prefix string, rule *annotations.HttpRule, call grpc.MethodDesc, described protoreflect.MethodDescriptor) route {
	one := route{call: call, input: described, hasBody: rule.GetBody() == "*"}
	var path string
	for verb, candidate := range map[string]string{
		http.MethodGet: rule.GetGet(), http.MethodPost: rule.GetPost(), http.MethodPut: rule.GetPut(), http.MethodDelete: rule.GetDelete(),
	} {
		if candidate != "" {
			one.verb, path = verb, candidate
		}
	}
	for _, found := range parameter.FindAllStringSubmatch(path, -1) {
		one.fields = append(one.fields, found[1])
	}
	one.path = regexp.MustCompile("^" + prefix + parameter.ReplaceAllString(path, "([^/]+)") + "$")
	return one
}

func (r route) serve(writer http.ResponseWriter, request *http.Request, values []string, server management.ManagementServiceServer, intercept grpc.UnaryServerInterceptor) {
	body, err := io.ReadAll(request.Body)
	if err != nil {
		fail(writer, status.Error(codes.InvalidArgument, err.Error()))
		return
	}
	ctx := metadata.NewIncomingContext(request.Context(), metadata.MD{
		"authorization": request.Header.Values("Authorization"), organizationHeader: request.Header.Values(organizationHeader),
	})
	answer, err := r.call.Handler(server, ctx, func(to any) error { return r.decode(to.(proto.Message), body, values) }, intercept)
	if err != nil {
		fail(writer, err)
		return
	}
	text, err := protojson.Marshal(answer.(proto.Message))
	if err != nil {
		fail(writer, err)
		return
	}
	writer.Header().Set("Content-Type", "application/json")
	_, _ = writer.Write(text)
}

func (r route) decode(to proto.Message, body []byte, values []string) error {
	if r.hasBody && len(body) > 0 {
		if err := protojson.Unmarshal(body, to); err != nil {
			return status.Error(codes.InvalidArgument, err.Error())
		}
	}
	for i, name := range r.fields {
		field := r.input.Input().Fields().ByName(protoreflect.Name(name))
		value, err := pathValue(field, values[i])
		if err != nil {
			return err
		}
		to.ProtoReflect().Set(field, value)
	}
	return nil
}

func pathValue(field protoreflect.FieldDescriptor, text string) (protoreflect.Value, error) {
	if field.Enum() == nil {
		return protoreflect.ValueOfString(text), nil
	}
	value := field.Enum().Values().ByName(protoreflect.Name(text))
	if value == nil {
		return protoreflect.Value{}, status.Errorf(codes.InvalidArgument, "%s is not a valid value", text)
	}
	return protoreflect.ValueOfEnum(value.Number()), nil
}

func fail(writer http.ResponseWriter, err error) {
	failure := status.Convert(err)
	writer.Header().Set("Content-Type", "application/json")
	writer.WriteHeader(runtime.HTTPStatusFromCode(failure.Code()))
	text, _ := json.Marshal(map[string]any{"code": failure.Code(), "message": strings.TrimSpace(failure.Message()), "details": []any{}})
	fmt.Fprintln(writer, string(text))
}

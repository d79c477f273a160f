package apid

import (
	"context"
	"errors"
	"io"
	"strings"
	"sync"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
)

// streamed lists the calls whose answers are streams of messages, as in Talos' apid.
var streamed = map[string]bool{
	"/machine.MachineService/Copy": true, "/machine.MachineService/DiskUsage": true, "/machine.MachineService/Dmesg": true,
	"/machine.MachineService/EtcdSnapshot": true, "/machine.MachineService/Events": true, "/machine.MachineService/ImageList": true,
	"/machine.MachineService/Kubeconfig": true, "/machine.MachineService/List": true, "/machine.MachineService/Logs": true,
	"/machine.MachineService/PacketCapture": true, "/machine.MachineService/Read": true, "/cluster.ClusterService/HealthCheck": true,
}

var anyStream = &grpc.StreamDesc{ServerStreams: true, ClientStreams: true}

// proxy forwards each call to this machine's service, or to the apid of the nodes in the call's metadata.
type proxy struct {
	local  *grpc.ClientConn
	remote func(node string) (*grpc.ClientConn, error) // nil on workers, which do not forward
}

func (p *proxy) handle(_ any, client grpc.ServerStream) error {
	method, _ := grpc.MethodFromServerStream(client)
	incoming, _ := metadata.FromIncomingContext(client.Context())
	outgoing := forwardedMetadata(client.Context(), incoming)
	if len(incoming.Get("proxyfrom")) > 0 {
		return pipe(outgoing, client, p.local, method)
	}
	if nodes := incoming.Get("nodes"); len(nodes) > 0 {
		return p.toMany(outgoing, client, method, nodes)
	}
	if node := incoming.Get("node"); len(node) > 0 {
		return p.toOne(outgoing, client, method, node[0])
	}
	return pipe(outgoing, client, p.local, method)
}

// forwardedMetadata contains the caller's roles, which only another apid or this machine's service accepts.
func forwardedMetadata(ctx context.Context, incoming metadata.MD) context.Context {
	outgoing := incoming.Copy()
	from := outgoing.Get(":authority")
	for _, key := range []string{":authority", "node", "nodes"} {
		delete(outgoing, key)
	}
	outgoing.Set("proxyfrom", append(from, "unknown")[0])
	outgoing.Set(roleKey, rolesOf(ctx).Strings()...)
	return metadata.NewOutgoingContext(ctx, outgoing)
}

func (p *proxy) toOne(ctx context.Context, client grpc.ServerStream, method, node string) error {
	if p.remote == nil {
		return status.Error(codes.PermissionDenied, "no request forwarding")
	}
	connection, err := p.remote(node)
	if err != nil {
		return err
	}
	return pipe(ctx, client, connection, method)
}

// pipe copies messages between the two streams until the backend ends its stream.
func pipe(ctx context.Context, client grpc.ServerStream, connection *grpc.ClientConn, method string) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	backend, err := connection.NewStream(ctx, anyStream, method, grpc.ForceCodecV2(rawCodec{}))
	if err != nil {
		return err
	}
	go copyRequests(client, backend)
	for {
		message := &frame{}
		err := backend.RecvMsg(message)
		if errors.Is(err, io.EOF) {
			client.SetTrailer(backend.Trailer())
			return nil
		}
		if err != nil {
			return err
		}
		if err := client.SendMsg(message); err != nil {
			return err
		}
	}
}

// copyRequests ends when the client has sent all requests, or when either stream fails.
func copyRequests(client grpc.ServerStream, backend grpc.ClientStream) {
	defer backend.CloseSend()
	for {
		message := &frame{}
		if client.RecvMsg(message) != nil || backend.SendMsg(message) != nil {
			return
		}
	}
}

// toMany calls all nodes in parallel; the answer of a node that fails contains its error in the metadata.
func (p *proxy) toMany(ctx context.Context, client grpc.ServerStream, method string, nodes []string) error {
	if p.remote == nil {
		return status.Error(codes.PermissionDenied, "no request forwarding")
	}
	if strings.HasPrefix(method, "/cosi.") {
		return status.Error(codes.InvalidArgument, "one-2-many proxying is not supported for COSI methods")
	}
	request := &frame{}
	if err := client.RecvMsg(request); err != nil {
		return err
	}
	answers := &merger{client: client, streamed: streamed[method]}
	var group sync.WaitGroup
	for _, node := range nodes {
		group.Go(func() { answers.add(node, p.call(ctx, method, node, request, answers)) })
	}
	group.Wait()
	return answers.flush()
}

func (p *proxy) call(ctx context.Context, method, node string, request *frame, answers *merger) error {
	connection, err := p.remote(node)
	if err != nil {
		return err
	}
	backend, err := connection.NewStream(ctx, anyStream, method, grpc.ForceCodecV2(rawCodec{}))
	if err != nil {
		return err
	}
	if err := errors.Join(backend.SendMsg(request), backend.CloseSend()); err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	for {
		message := frame{}
		if err := backend.RecvMsg(&message); err != nil {
			if errors.Is(err, io.EOF) {
				return nil
			}
			return err
		}
		payload, err := message.withHostname(node, answers.streamed)
		if err != nil {
			return err
		}
		if err := answers.put(payload); err != nil {
			return err
		}
	}
}

// merger forwards streamed answers immediately and combines unary ones into one message.
type merger struct {
	client   grpc.ServerStream
	streamed bool
	lock     sync.Mutex
	combined []byte
}

func (m *merger) put(payload []byte) error {
	m.lock.Lock()
	defer m.lock.Unlock()
	if m.streamed {
		return m.client.SendMsg(&frame{payload})
	}
	m.combined = append(m.combined, payload...)
	return nil
}

func (m *merger) add(node string, fault error) {
	if fault == nil {
		return
	}
	if payload, err := failure(node, fault, m.streamed); err == nil {
		m.put(payload)
	}
}

func (m *merger) flush() error {
	if m.streamed {
		return nil
	}
	return m.client.SendMsg(&frame{m.combined})
}

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

// streamed lists the calls whose answers are streams of messages; Talos' apid names them likewise.
var streamed = map[string]bool{
	"/machine.MachineService/Copy": true, "/machine.MachineService/DiskUsage": true, "/machine.MachineService/Dmesg": true,
	"/machine.MachineService/EtcdSnapshot": true, "/machine.MachineService/Events": true, "/machine.MachineService/ImageList": true,
	"/machine.MachineService/Kubeconfig": true, "/machine.MachineService/List": true, "/machine.MachineService/Logs": true,
	"/machine.MachineService/PacketCapture": true, "/machine.MachineService/Read": true, "/cluster.ClusterService/HealthCheck": true,
}

var anyStream = &grpc.StreamDesc{ServerStreams: true, ClientStreams: true}

// proxy sends each call to this machine's own service or to the apid of the nodes that the call names.
type proxy struct {
	local  *grpc.ClientConn
	remote func(node string) (*grpc.ClientConn, error) // nil on workers: they forward nothing
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

// forwardedMetadata hands the caller's roles on, which only another apid or this machine's service believes.
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

// pipe joins the two streams until the backend ends its own.
func pipe(ctx context.Context, client grpc.ServerStream, connection *grpc.ClientConn, method string) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	backend, err := connection.NewStream(ctx, anyStream, method, grpc.ForceCodecV2(rawCodec{}))
	if err != nil {
		return err
	}
	go passRequests(client, backend)
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

// passRequests ends when the client has sent all, or when either side is gone.
func passRequests(client grpc.ServerStream, backend grpc.ClientStream) {
	defer backend.CloseSend()
	for {
		message := &frame{}
		if client.RecvMsg(message) != nil || backend.SendMsg(message) != nil {
			return
		}
	}
}

// toMany asks all nodes at once; a node that fails answers with its error in the metadata.
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
		group.Go(func() { answers.add(node, p.ask(ctx, method, node, request, answers)) })
	}
	group.Wait()
	return answers.flush()
}

func (p *proxy) ask(ctx context.Context, method, node string, request *frame, answers *merger) error {
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
		payload, err := message.name(node, answers.streamed)
		if err != nil {
			return err
		}
		if err := answers.put(payload); err != nil {
			return err
		}
	}
}

// merger sends streamed answers on as they come and gathers unary ones into one message.
type merger struct {
	client   grpc.ServerStream
	streamed bool
	lock     sync.Mutex
	gathered []byte
}

func (m *merger) put(payload []byte) error {
	m.lock.Lock()
	defer m.lock.Unlock()
	if m.streamed {
		return m.client.SendMsg(&frame{payload})
	}
	m.gathered = append(m.gathered, payload...)
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
	return m.client.SendMsg(&frame{m.gathered})
}

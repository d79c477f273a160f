package syslogtls

import (
	"crypto/tls"
	"crypto/x509"
	"io"
	"net"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"slipway/audit/shipper/pki"
)

// receiver accepts clients with a certificate of its authority.
type receiver struct {
	*pki.Authority
	address  string
	mutex    sync.Mutex
	received strings.Builder
	open     []net.Conn
}

func newReceiver(t *testing.T) *receiver {
	t.Helper()
	r := &receiver{Authority: pki.New(t)}
	pair, err := tls.LoadX509KeyPair(r.Issue("siem.example.net"))
	if err != nil {
		t.Fatal(err)
	}
	clients := x509.NewCertPool()
	text, _ := os.ReadFile(r.File("ca.crt"))
	clients.AppendCertsFromPEM(text)
	listener, err := tls.Listen("tcp", "127.0.0.1:0", &tls.Config{Certificates: []tls.Certificate{pair}, ClientAuth: tls.RequireAndVerifyClientCert, ClientCAs: clients})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { listener.Close() })
	r.address = listener.Addr().String()
	go r.serve(listener)
	return r
}

func (r *receiver) serve(listener net.Listener) {
	for {
		connection, err := listener.Accept()
		if err != nil {
			return
		}
		r.mutex.Lock()
		r.open = append(r.open, connection)
		r.mutex.Unlock()
		go func() {
			_, _ = io.Copy(r, connection)
			connection.Close()
		}()
	}
}

func (r *receiver) Write(text []byte) (int, error) {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	return r.received.Write(text)
}

func (r *receiver) text() string {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	return r.received.String()
}

// breakAll ends all connections, as a killed receiver does.
func (r *receiver) breakAll() {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	for _, one := range r.open {
		one.Close()
	}
}

// sender uses a client certificate of the given authority.
func (r *receiver) sender(t *testing.T, client *pki.Authority, hold time.Duration) *sender {
	t.Helper()
	config := defaults()
	config.Endpoint, config.Source, config.Hold = r.address, from, hold
	config.TLS.CAFile, config.TLS.ServerName = r.File("ca.crt"), "siem.example.net"
	config.TLS.CertificateFile, config.TLS.KeyFile = client.Issue("shipper.example.net")
	s := &sender{config: config}
	if err := s.Start(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Shutdown(t.Context()) })
	return s
}

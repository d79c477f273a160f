package supervisor

import (
	"io"
	"net"
	"net/http"
	"path/filepath"
	"strings"
	"testing"
)

const (
	stopped = `<?xml version='1.0'?><methodResponse><params><param><value><struct>
<member><name>name</name><value><string>etcd</string></value></member>
<member><name>pid</name><value><int>0</int></value></member>
<member><name>statename</name><value><string>STOPPED</string></value></member>
</struct></value></param></params></methodResponse>`
	started = `<?xml version='1.0'?><methodResponse><params><param><value><boolean>1</boolean></value></param></params></methodResponse>`
	badName = `<?xml version='1.0'?><methodResponse><fault><value><struct><member><name>faultCode</name><value><int>10</int></value></member><member><name>faultString</name><value><string>BAD_NAME: srv-1:bogus</string></value></member></struct></value></fault></methodResponse>`
)

func serve(t *testing.T) *[]string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "s.sock")
	t.Setenv("LAB_SUPERVISOR", path)
	listener, err := net.Listen("unix", path)
	if err != nil {
		t.Fatal(err)
	}
	calls := &[]string{}
	server := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		*calls = append(*calls, string(body))
		switch {
		case strings.Contains(string(body), "bogus"):
			io.WriteString(w, badName)
		case strings.Contains(string(body), "startProcess"):
			io.WriteString(w, started)
		default:
			io.WriteString(w, stopped)
		}
	})}
	go server.Serve(listener)
	t.Cleanup(func() { server.Close() })
	return calls
}

func TestEnsureStartsStoppedPrograms(t *testing.T) {
	calls := serve(t)
	if err := New("srv-1").Ensure(t.Context(), "etcd"); err != nil {
		t.Fatal(err)
	}
	last := (*calls)[len(*calls)-1]
	if !strings.Contains(last, "supervisor.startProcess") || !strings.Contains(last, "<string>srv-1:etcd</string>") {
		t.Errorf("last call %s", last)
	}
}

func TestErrorContainsTheProgram(t *testing.T) {
	serve(t)
	_, err := New("srv-1").State(t.Context(), "bogus")
	if err == nil || !strings.Contains(err.Error(), "BAD_NAME: srv-1:bogus") {
		t.Errorf("error %v", err)
	}
}

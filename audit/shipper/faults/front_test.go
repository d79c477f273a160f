//go:build faults

package faults

import (
	"crypto/tls"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"

	"slipway/audit/shipper/pki"
	"slipway/audit/shipper/tlsfiles"
)

// attempt is a request to the front, of whose row the store must have the names of the certificate or nothing.
type attempt struct {
	name, method, path, header string
	client                     *http.Client
	spaces, want               int // want 0: a refused connection
}

// The front stamps cluster and environment of the client certificate, whatever the client sends, and passes nothing else to the store.
func TestFrontStampsTheCluster(t *testing.T) {
	authority, foreign := pki.New(t), pki.New(t)
	front, store := startFront(t, authority)
	own := clientOf(t, authority, authority, "staging", "staging-osl2")
	insert := "/insert/jsonline"
	attempts := []attempt{
		{"own", "POST", insert, "", own, 0, 200},
		{"header", "POST", insert, "cluster=forged,environment=forged", own, 0, 200},
		{"argument", "POST", insert + "?extra_fields=cluster=forged,environment=forged", "", own, 0, 200},
		{"ignored-fields", "POST", insert + "?ignore_fields=cluster,environment", "", own, 0, 200},
		{"other-environment", "POST", insert, "", clientOf(t, authority, authority, "production", "production-osl2"), 0, 403},
		{"two-names", "POST", insert, "", clientOf(t, authority, authority, "staging", `a,cluster=forged`), 0, 403},
		{"foreign-authority", "POST", insert, "", clientOf(t, authority, foreign, "staging", "staging-osl2"), 0, 0},
		{"no-certificate", "POST", insert, "", clientOf(t, authority, nil, "", ""), 0, 0},
		{"get", "GET", insert, "", own, 0, 403},
		{"delete", "DELETE", insert, "", own, 0, 403},
		{"query", "GET", "/select/logsql/query?query=*", "", own, 0, 403},
		{"delete-api", "POST", "/delete/run_task?filter=*", "", own, 0, 403},
		{"path-above", "POST", insert + "/../../select/logsql/query?query=*", "", own, 0, 403},
		{"metrics", "GET", "/metrics", "", own, 0, 200},
		{"too-large", "POST", insert, "", own, 17 << 20, 413},
		{"no-length", "POST", insert, "", own, -1, 403},
	}
	for _, one := range attempts {
		if got := one.run("https://" + front); got != one.want {
			t.Errorf("%s: status %d, expected %d", one.name, got, one.want)
		}
	}
	text := stored(t, store)
	for part, want := range map[string]int{`"auditID"`: 4, `"cluster":"staging-osl2"`: 4, `"environment":"staging"`: 4, "forged": 0} {
		if got := strings.Count(text, part); got != want {
			t.Errorf("the store has %d times %s, expected %d: %s", got, part, want, text)
		}
	}
	floodFront(t, own, "https://"+front)
}

// floodFront checks that a cluster cannot take the connections of the others with requests.
func floodFront(t *testing.T, client *http.Client, url string) {
	for range 600 {
		if (attempt{"flood", "GET", "/metrics", "", client, 0, 0}).run(url) == http.StatusTooManyRequests {
			return
		}
	}
	t.Error("600 requests in a row were answered")
}

// startFront returns the addresses of the front and of the store behind it.
func startFront(t *testing.T, authority *pki.Authority) (front, store string) {
	front, store = freeAddress(t), freeAddress(t)
	logs := t.TempDir()
	program(t, logs, "victoria-logs", "-storageDataPath="+t.TempDir(), "-httpListenAddr="+store).start()
	certificate, key := authority.Issue("front")
	pem := []byte{}
	for _, file := range []string{certificate, key} {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		pem = append(pem, text...)
	}
	if err := os.WriteFile(authority.File("server.pem"), pem, 0o600); err != nil {
		t.Fatal(err)
	}
	haproxy := program(t, logs, "haproxy", "-db", "-f", "../../../gitops/apps/audit-store/base/haproxy.cfg")
	haproxy.env = []string{"FRONT_ADDRESS=" + front, "FRONT_TLS=" + authority.Folder, "FRONT_ENVIRONMENT=staging", "STORE_ADDRESS=" + store}
	haproxy.start()
	for _, address := range []string{store, front} {
		listening(t, address)
	}
	return front, store
}

func (a attempt) run(url string) int {
	row := fmt.Sprintf(`{"stageTimestamp":"%s","message":"m","auditID":"%s","cluster":"forged","environment":"forged","node":"n","log":"l"}`+"\n",
		time.Now().UTC().Format(time.RFC3339Nano), a.name)
	body := io.Reader(strings.NewReader(row + strings.Repeat(" ", max(0, a.spaces))))
	if a.spaces < 0 {
		body = io.MultiReader(body) // of a length that the client does not send
	}
	request, err := http.NewRequest(a.method, url+a.path, body)
	if err != nil {
		return -1
	}
	if a.header != "" {
		request.Header.Set("VL-Extra-Fields", a.header)
		request.Header.Set("VL-Ignore-Fields", "auditID")
	}
	if a.spaces > 0 {
		request.Header.Set("Expect", "100-continue") // so that the answer comes before the body
	}
	response, err := a.client.Do(request)
	if err != nil {
		return 0
	}
	response.Body.Close()
	return response.StatusCode
}

func clientOf(t *testing.T, server, own *pki.Authority, environment, cluster string) *http.Client {
	security, err := (&tlsfiles.Config{CAFile: server.File("ca.crt")}).Client()
	if err != nil {
		t.Fatal(err)
	}
	if own != nil {
		own.Organization = []string{environment}
		pair, err := tls.LoadX509KeyPair(own.Issue(cluster))
		if err != nil {
			t.Fatal(err)
		}
		security.Certificates = []tls.Certificate{pair}
	}
	return &http.Client{Transport: &http.Transport{TLSClientConfig: security, ExpectContinueTimeout: 5 * time.Second}, Timeout: 10 * time.Second}
}

func stored(t *testing.T, store string) string {
	time.Sleep(3 * time.Second) // until the store shows new rows
	response, err := http.Get("http://" + store + "/select/logsql/query?query=*")
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func listening(t *testing.T, address string) {
	for end := time.Now().Add(20 * time.Second); time.Now().Before(end); time.Sleep(100 * time.Millisecond) {
		if connection, err := net.Dial("tcp", address); err == nil {
			connection.Close()
			return
		}
	}
	t.Fatalf("nothing listens at %s", address)
}

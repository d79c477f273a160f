//go:build faults

package faults

import (
	"fmt"
	"net"
	"os"
	"path/filepath"
	"testing"

	"slipway/audit/shipper/pki"
)

// lab has the shipper and its sinks as processes on loopback.
type lab struct {
	*testing.T
	folder   string
	tls      *pki.Authority
	archive  *process
	store    *process
	receiver *process
	shipper  *process
	address  map[string]string // HOST:PORT of each
}

const (
	ownerName  = "owner"
	writerName = "writer" // may only add objects
	secret     = "archive-secret"
	bucket     = "audit"
	cluster    = "staging"
	node       = "staging-control-plane-1"
	siemName   = "siem.example.net"
)

func newLab(t *testing.T, config string) *lab {
	l := &lab{T: t, folder: t.TempDir(), tls: pki.New(t), address: map[string]string{}}
	for _, name := range []string{"archive", "store", "receiver", "metrics"} {
		l.address[name] = freeAddress(t)
	}
	for _, name := range []string{"logs", "objects", "versions", "users", "rows", "siem", "secrets", "output"} {
		if err := os.Mkdir(l.path(name), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	certificate, key := l.tls.Issue(siemName)
	l.archive = program(t, l.path("output"), "versitygw", "--port", l.address["archive"], "--access", ownerName, "--secret", secret, "--iam-dir", l.path("users"),
		"--cert", certificate, "--key", key, "posix", "--versioning-dir", l.path("versions"), l.path("objects"))
	l.store = program(t, l.path("output"), "victoria-logs", "-storageDataPath="+l.path("rows"), "-httpListenAddr="+l.address["store"],
		"-tls", "-tlsCertFile="+certificate, "-tlsKeyFile="+key, "-retentionPeriod=31d")
	l.receiver = l.rsyslog(certificate, key)
	l.shipper = l.newShipper(config)
	return l
}

func (l *lab) path(name string) string { return filepath.Join(l.folder, name) }

func (l *lab) write(name, text string) {
	if err := os.WriteFile(l.path(name), []byte(text), 0o600); err != nil {
		l.Fatal(err)
	}
}

func (l *lab) newShipper(config string) *process {
	l.tls.Issue("shipper.example.net")
	for from, to := range map[string]string{"shipper.example.net.crt": "client.crt", "shipper.example.net.key": "client.key"} {
		if err := os.Symlink(l.tls.File(from), l.path("secrets/"+to)); err != nil {
			l.Fatal(err)
		}
	}
	l.write("secrets/access", writerName)
	l.write("secrets/secret", secret)
	_, port, _ := net.SplitHostPort(l.address["metrics"])
	p := program(l.T, l.path("output"), "audit-shipper", "--config", config)
	p.env = []string{
		"STATE=" + l.path("state"), "LOGS=" + l.path("logs"), "CLUSTER=" + cluster, "ENVIRONMENT=staging", "NODE=" + node, "BUCKET=" + bucket,
		"ARCHIVE=https://" + l.address["archive"], "STORE=https://" + l.address["store"], "SIEM=" + l.address["receiver"],
		"SIEM_NAME=" + siemName, "API=https://127.0.0.1:1", "CA=" + l.tls.File("ca.crt"), "SECRETS=" + l.path("secrets"), "METRICS_PORT=" + port,
	}
	return p
}

// rsyslog stores each message before it reads the next. Debian's ossl driver accepts clients of any name; gtls does not.
func (l *lab) rsyslog(certificate, key string) *process {
	_, port, _ := net.SplitHostPort(l.address["receiver"])
	l.write("rsyslog.conf", fmt.Sprintf(`global(workDirectory="%s" maxMessageSize="200k"
  defaultNetstreamDriverCAFile="%s" defaultNetstreamDriverCertFile="%s" defaultNetstreamDriverKeyFile="%s")
module(load="imtcp" streamDriver.name="gtls" streamDriver.mode="1" streamDriver.authMode="x509/name" permittedPeer=["shipper.example.net"])
template(name="raw" type="string" string="%%rawmsg%%\n")
ruleset(name="audit") { action(type="omfile" file="%s" template="raw" asyncWriting="off" flushOnTXEnd="on") }
input(type="imtcp" port="%s" address="127.0.0.1" ruleset="audit" maxFrameSize="200000")
`, l.path("siem"), l.tls.File("ca.crt"), certificate, key, l.path("siem/audit.log"), port))
	p := program(l.T, l.path("output"), "rsyslogd", "-n", "-f", l.path("rsyslog.conf"), "-i", l.path("siem/pid"))
	p.pidFile = l.path("siem/pid")
	return p
}

func freeAddress(t *testing.T) string {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	return listener.Addr().String()
}

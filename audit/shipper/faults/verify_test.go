//go:build faults

package faults

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/minio/minio-go/v7"
)

// report is what `slipway audit verify -o json` prints.
type report struct {
	Events      []struct{ Events int }
	Objects     int
	Findings    []finding
	NotAssessed []string
}

type finding struct{ Kind, Where, Message string }

// The command of the repository's root reads the sinks of the lab, and finds what was planted in them.
func TestVerifyFindsWhatIsMissing(t *testing.T) {
	l := startLab(t)
	began := time.Now()
	w := l.writeSome()
	l.drain()
	first := l.verify(0, began)
	if first.Objects == 0 || len(first.Events) != 1 || first.Events[0].Events != len(w.ledger)+3 || len(first.Findings) > 0 {
		t.Errorf("of complete sinks: %+v", first)
	}
	l.plant("unlocked", minio.PutObjectOptions{}, auditEvent("only-archived", 100, time.Now()), heartbeat(6))
	l.plant("hidden", locked(31), auditEvent("hidden", 100, time.Now()))
	l.plant("short", locked(3), auditEvent("short", 100, time.Now()))
	if err := l.objectsAs(ownerName).RemoveObject(t.Context(), bucket, l.key("hidden"), minio.RemoveObjectOptions{}); err != nil {
		t.Fatal(err)
	}
	l.expect(l.verify(3, began), map[string]string{
		"missing":       "the log store lacks 4 events that another sink has",
		"gap":           "heartbeats 4 to 5 of series 0a1b",
		"lock unlocked": "has no lock",
		"lock hidden":   "a delete marker hides the object",
		"lock short":    "expected 31 days",
	})
	l.report()
}

// Each sink loses something while nothing watches: root of a host removes files. Replayed, no sink lacks anything.
func TestReplayAddsWhatIsMissing(t *testing.T) {
	l := startLab(t)
	began := time.Now()
	l.writeSome()
	l.drain()
	l.shipper.kill()
	first := l.verify(0, began, "--siem-export", l.path("siem/audit.log"))
	if len(first.NotAssessed) != 1 {
		t.Errorf("not assessed: %v", first.NotAssessed)
	}
	l.removeStored()
	l.truncateSiem()
	l.expect(l.verify(3, began, "--siem-export", l.path("siem/audit.log"), "--missing", l.path("missing-1")), map[string]string{
		"missing":         "the log store lacks 7 events that another sink has",
		"missing " + node: "the SIEM lacks 6 events that another sink has",
	})
	l.replay("missing-1", "logstore")
	l.replay("missing-1", "syslogtls")
	// The archive loses its objects last, so that it has had what is replayed.
	l.copyArchiveWithoutObjects()
	l.expect(l.verify(3, began, "--missing", l.path("missing-2")), map[string]string{"missing": "the archive lacks 7 events that another sink has"})
	l.replay("missing-2", "lockedarchive")
	if last := l.verify(0, began, "--siem-export", l.path("siem/audit.log")); len(last.Findings) > 0 {
		t.Errorf("after the replay: %+v", last)
	}
	l.report()
}

// writeSome writes four events, one of them too large for two of the sinks, and three heartbeats.
func (l *lab) writeSome() *writer {
	w := newWriter(l.path("logs/kube-apiserver.log"), 1, 0)
	for i, size := range []int{100, 500, 350_000, 900} {
		if err := w.add(fmt.Sprintf("event-%d", i), size); err != nil {
			l.Fatal(err)
		}
	}
	for _, number := range []int{1, 2, 3} {
		if _, err := w.log.Write([]byte(heartbeat(number) + "\n")); err != nil {
			l.Fatal(err)
		}
	}
	return w
}

// expect takes the kind of a finding, and a part of what it is about, with a part of its message.
func (l *lab) expect(found report, messages map[string]string) {
	for kind, text := range messages {
		kind, object, _ := strings.Cut(kind, " ")
		if !slices.ContainsFunc(found.Findings, func(one finding) bool {
			return one.Kind == kind && strings.Contains(one.Where, object) && strings.Contains(one.Message, text)
		}) {
			l.Errorf("no finding %q of kind %q in %+v", text, kind, found.Findings)
		}
	}
}

func heartbeat(number int) string {
	text := auditEvent(fmt.Sprintf("heartbeat-%d", number), 100, time.Now())
	text = strings.Replace(text, `"ann@example.net"`, `"system:serviceaccount:audit-shipper:audit-shipper"`, 1)
	return regexp.MustCompile(`"requestURI":"[^"]*"`).ReplaceAllString(text, fmt.Sprintf(`"requestURI":"/livez/ping?audit-heartbeat=0a1b-%d"`, number))
}

func locked(days int) minio.PutObjectOptions {
	return minio.PutObjectOptions{Mode: minio.Compliance, RetainUntilDate: time.Now().AddDate(0, 0, days)}
}

func (l *lab) key(name string) string {
	return fmt.Sprintf("audit/%s/%s/%s-%s.jsonl.gz", cluster, node, time.Now().UTC().Format("2006/01/02/15"), name)
}

// plant adds an object as the owner of the archive, who can leave the lock out.
func (l *lab) plant(name string, options minio.PutObjectOptions, lines ...string) {
	body := bytes.Buffer{}
	packed := gzip.NewWriter(&body)
	_, _ = packed.Write([]byte(strings.Join(lines, "\n") + "\n")) // into memory
	_ = packed.Close()
	options.SendContentMd5 = true
	if _, err := l.objectsAs(ownerName).PutObject(l.Context(), bucket, l.key(name), &body, int64(body.Len()), options); err != nil {
		l.Fatal(err)
	}
}

// verify runs the command with a stack file of the lab's sinks.
func (l *lab) verify(code int, began time.Time, more ...string) report {
	l.writeStack()
	arguments := []string{"audit", "verify", "staging", "-o", "json", "--stacks", l.path("stacks"),
		"--from", began.UTC().Format(time.RFC3339), "--to", time.Now().Add(time.Second).UTC().Format(time.RFC3339)}
	command := exec.Command("../../../slipway", append(arguments, more...)...)
	command.Env = append(os.Environ(), "SSL_CERT_FILE="+l.tls.File("ca.crt"), "AUDIT_ACCESS_KEY_ID="+ownerName, "AUDIT_SECRET_ACCESS_KEY="+secret)
	errors := bytes.Buffer{}
	command.Stderr = &errors
	output, _ := command.Output()
	found := report{}
	if err := json.Unmarshal(output, &found); err != nil || command.ProcessState.ExitCode() != code {
		l.Errorf("audit verify: exit code %d, expected %d: %s%s", command.ProcessState.ExitCode(), code, output, errors.String())
	}
	return found
}

// writeStack makes the repository's staging.yaml the only stack, with one control-plane node and the lab's sinks.
func (l *lab) writeStack() {
	text, err := os.ReadFile("../../../stacks/staging.yaml")
	if err != nil {
		l.Fatal(err)
	}
	stack := regexp.MustCompile(`controlPlane: \{ count: \d`).ReplaceAllString(string(text), "controlPlane: { count: 1")
	stack += fmt.Sprintf("onlyEnvironment: true\naudit:\n  archive: { endpoint: \"https://%s\", bucket: %s }\n  store: { url: \"https://%s\" }\n",
		l.address["archive"], bucket, l.address["store"])
	_ = os.Mkdir(l.path("stacks"), 0o700) // exists at the second run
	l.write("stacks/staging.yaml", stack)
}

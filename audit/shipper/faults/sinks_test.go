//go:build faults

package faults

import (
	"bufio"
	"compress/gzip"
	"crypto/sha256"
	"crypto/tls"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"

	"slipway/audit/shipper/event"
	"slipway/audit/shipper/tlsfiles"
)

// content has the messages of a sink, by audit ID. Resent events are in it more than once.
type content map[string][]message

// message is what is compared of a text, of which a flood has more than fits into memory.
type message struct {
	digest  [sha256.Size]byte
	isLarge bool // above the limit of the store and the SIEM
	isShort bool // reduced to such a limit
}

func newMessage(text string) message {
	return message{sha256.Sum256([]byte(text)), len(text) > 200_000, strings.Contains(text, event.TruncatedAnnotation)}
}

func (c content) add(text string) {
	one := struct {
		AuditID string `json:"auditID"`
	}{}
	_ = json.Unmarshal([]byte(text), &one) // text that is cut has no ID
	c[one.AuditID] = append(c[one.AuditID], newMessage(text))
}

func (l *lab) transport() *http.Transport {
	security, err := (&tlsfiles.Config{CAFile: l.tls.File("ca.crt")}).Client()
	if err != nil {
		l.Fatal(err)
	}
	return &http.Transport{TLSClientConfig: security, TLSNextProto: map[string]func(string, *tls.Conn) http.RoundTripper{}}
}

func (l *lab) objectsAs(user string) *minio.Client {
	client, err := minio.New(l.address["archive"], &minio.Options{
		Creds: credentials.NewStaticV4(user, secret, ""), Secure: true, Transport: l.transport(), Region: "us-east-1",
	})
	if err != nil {
		l.Fatal(err)
	}
	return client
}

// readArchive also checks that each object has its lock.
func (l *lab) readArchive() content {
	result, client, count := content{}, l.objectsAs(ownerName), 0
	for object := range client.ListObjects(l.Context(), bucket, minio.ListObjectsOptions{Recursive: true}) {
		if object.Err != nil {
			l.Error(object.Err)
			return result
		}
		count++
		body, err := client.GetObject(l.Context(), bucket, object.Key, minio.GetObjectOptions{})
		if err != nil {
			l.Error(err)
			continue
		}
		l.checkLock(body)
		unpacked, err := gzip.NewReader(body)
		if err != nil {
			l.Errorf("%s: %v", object.Key, err)
			continue
		}
		scan(unpacked, result.add)
	}
	l.Logf("archive: %d objects", count)
	return result
}

func (l *lab) checkLock(object *minio.Object) {
	info, err := object.Stat()
	if err != nil {
		l.Error(err)
		return
	}
	mode, until := info.Metadata.Get("X-Amz-Object-Lock-Mode"), info.Metadata.Get("X-Amz-Object-Lock-Retain-Until-Date")
	if mode != "COMPLIANCE" || until == "" {
		l.Errorf("%s: lock %q until %q", info.Key, mode, until)
	}
}

func (l *lab) readStore() content {
	client := &http.Client{Transport: l.transport()}
	response, err := client.Get("https://" + l.address["store"] + "/select/logsql/query?query=*+%7C+fields+_msg")
	if err != nil {
		l.Error(err)
		return nil
	}
	defer response.Body.Close()
	result := content{}
	scan(response.Body, func(text string) {
		one := map[string]string{}
		if err := json.Unmarshal([]byte(text), &one); err != nil {
			l.Error(err)
		}
		result.add(one["_msg"])
	})
	return result
}

// readReceiver skips the beginning of a message that a kill cut off: the next one follows it on the same line.
func (l *lab) readReceiver() content {
	file, err := os.Open(l.path("siem/audit.log"))
	if err != nil {
		l.Error(err)
		return nil
	}
	defer file.Close()
	result := content{}
	scan(file, func(text string) {
		text = text[max(0, strings.LastIndex(text, "<110>1 ")):]
		if _, message, found := strings.Cut(text, "] {"); found {
			result.add("{" + message)
		}
	})
	return result
}

func scan(from io.Reader, line func(string)) {
	lines := bufio.NewScanner(from)
	lines.Buffer(nil, 16<<20)
	for lines.Scan() {
		line(lines.Text())
	}
	if lines.Err() != nil {
		line(fmt.Sprintf("unreadable: %v", lines.Err()))
	}
}

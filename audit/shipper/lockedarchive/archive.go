package lockedarchive

import (
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"net/http"
	"path"
	"time"

	"github.com/google/uuid"
	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"
	"go.opentelemetry.io/collector/component"

	"slipway/audit/shipper/event"
	"slipway/audit/shipper/sink"
	"slipway/audit/shipper/tlsfiles"
)

type archive struct {
	config *Config
	client *minio.Client
}

func (a *archive) Start(context.Context, component.Host) error {
	endpoint, err := tlsfiles.Endpoint("endpoint", a.config.Endpoint)
	if err != nil {
		return err
	}
	security, err := a.config.TLS.Client()
	if err != nil {
		return err
	}
	transport, err := minio.DefaultTransport(endpoint.Scheme == "https")
	if err != nil {
		return err
	}
	transport.TLSClientConfig = security
	a.client, err = minio.New(endpoint.Host, a.options(endpoint.Scheme == "https", transport))
	return err
}

func (a *archive) options(secure bool, transport http.RoundTripper) *minio.Options {
	return &minio.Options{
		Creds: credentials.New(&keys{a.config}), Secure: secure, Transport: transport, Region: a.config.Region,
		BucketLookup: minio.BucketLookupPath,
		MaxRetries:   1, // the queue retries, and logs each reason
	}
}

// Send stores a batch under a new key. A key of its own for each attempt never makes a second version of an object that is there.
func (a *archive) Send(ctx context.Context, lines []event.Line) error {
	body, err := compress(lines)
	if err != nil {
		return err
	}
	now := time.Now().UTC()
	key := objectKey(a.config.Prefix, a.config.Source, now, uuid.NewString())
	_, err = a.client.PutObject(ctx, a.config.Bucket, key, bytes.NewReader(body), int64(len(body)), putOptions(a.config, now))
	if err != nil {
		reply := minio.ToErrorResponse(err)
		return fmt.Errorf("PUT %s/%s: HTTP status %d, code %q: %w", a.config.Bucket, key, reply.StatusCode, reply.Code, err)
	}
	return nil
}

func (a *archive) Shutdown(context.Context) error { return nil }

// objectKey sorts by source and time.
func objectKey(prefix string, from sink.Source, now time.Time, id string) string {
	return path.Join(prefix, from.Cluster, from.Node, now.Format("2006/01/02/150405")+"-"+id+".jsonl.gz")
}

func putOptions(config *Config, now time.Time) minio.PutObjectOptions {
	options := minio.PutObjectOptions{ContentType: "application/gzip", DisableMultipart: true, SendContentMd5: true} // a lock requires the digest
	if config.Lock == lockByHeader {
		options.Mode = minio.Compliance
		options.RetainUntilDate = now.AddDate(0, 0, config.RetentionDays).Add(time.Second).Truncate(time.Second)
	}
	return options
}

// compress writes the lines as the API server wrote them.
func compress(lines []event.Line) ([]byte, error) {
	buffer := bytes.Buffer{}
	writer := gzip.NewWriter(&buffer)
	for _, line := range lines {
		if _, err := writer.Write(append([]byte(line.Text), '\n')); err != nil {
			return nil, err
		}
	}
	err := writer.Close()
	return buffer.Bytes(), err
}

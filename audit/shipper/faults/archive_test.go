//go:build faults

package faults

import (
	"fmt"
	"io"
	"os/exec"
	"time"

	"github.com/minio/minio-go/v7"
)

// writerPolicy permits to add objects and to lock them. A lock can be made longer with it, and never shorter.
const writerPolicy = `{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": ["%s"]},
 "Action": ["s3:PutObject", "s3:PutObjectRetention"], "Resource": ["arn:aws:s3:::%s/*"]}]}`

// startArchive starts the archive with a bucket and the shipper's user.
func (l *lab) startArchive() {
	l.archive.start()
	owner := l.objectsAs(ownerName)
	err := io.EOF
	for range 100 {
		if err = owner.MakeBucket(l.Context(), bucket, minio.MakeBucketOptions{ObjectLocking: true}); err == nil {
			break
		}
		time.Sleep(100 * time.Millisecond)
	}
	if err != nil {
		l.Fatal(err)
	}
	l.addWriter()
	if err = owner.SetBucketPolicy(l.Context(), bucket, fmt.Sprintf(writerPolicy, writerName, bucket)); err != nil {
		l.Fatal(err)
	}
}

func (l *lab) addWriter() {
	command := exec.Command("versitygw", "admin", "--access", ownerName, "--secret", secret, "--endpoint-url", "https://"+l.address["archive"],
		"--allow-insecure", "create-user", "--access", writerName, "--secret", secret, "--role", "user")
	if output, err := command.CombinedOutput(); err != nil {
		l.Fatalf("%v: %s", err, output)
	}
}

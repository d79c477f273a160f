//go:build faults

package faults

import (
	"io"
	"strings"
	"testing"
	"time"

	"github.com/minio/minio-go/v7"
)

// TestLockHolds tries every way to remove a locked object, or its lock, as the shipper's user and as the owner of the store.
func TestLockHolds(t *testing.T) {
	l := newLab(t, *config)
	l.startArchive()
	until := time.Now().Add(31 * 24 * time.Hour)
	writer := l.objectsAs(writerName)
	info, err := writer.PutObject(t.Context(), bucket, "kept", strings.NewReader("event"), 5,
		minio.PutObjectOptions{Mode: minio.Compliance, RetainUntilDate: until})
	if err != nil {
		t.Fatal(err)
	}
	clients := map[string]*minio.Client{writerName: writer, ownerName: l.objectsAs(ownerName)}
	for user, client := range clients {
		l.requireRefused(user, removals(client, info.VersionID))
		l.requireLock(until)
	}
	for user, client := range clients {
		for name, try := range hidings(client) {
			t.Logf("%s: %s: %v", user, name, try(l))
		}
	}
	l.requireRefused(ownerName, removals(clients[ownerName], info.VersionID))
	l.requireKept(info.VersionID)
	l.requireWriterOnlyAdds(writer)
}

func (l *lab) requireRefused(user string, all map[string]removal) {
	for name, try := range all {
		err := try(l)
		l.Logf("%s: %s: %v", user, name, err)
		if err == nil {
			l.Errorf("%s: %s was not refused", user, name)
		}
	}
}

type removal func(*lab) error

func removals(client *minio.Client, version string) map[string]removal {
	past, soon := time.Now().Add(-time.Hour), time.Now().Add(time.Hour)
	governance, compliance := minio.Governance, minio.Compliance
	remove := func(options minio.RemoveObjectOptions) removal {
		return func(l *lab) error { return client.RemoveObject(l.Context(), bucket, "kept", options) }
	}
	retain := func(options minio.PutObjectRetentionOptions) removal {
		options.VersionID = version
		return func(l *lab) error { return client.PutObjectRetention(l.Context(), bucket, "kept", options) }
	}
	return map[string]removal{
		"delete the version":  remove(minio.RemoveObjectOptions{VersionID: version}),
		"delete with bypass":  remove(minio.RemoveObjectOptions{VersionID: version, GovernanceBypass: true}),
		"shorten":             retain(minio.PutObjectRetentionOptions{Mode: &compliance, RetainUntilDate: &soon}),
		"shorten with bypass": retain(minio.PutObjectRetentionOptions{Mode: &compliance, RetainUntilDate: &soon, GovernanceBypass: true}),
		"end the retention":   retain(minio.PutObjectRetentionOptions{Mode: &compliance, RetainUntilDate: &past, GovernanceBypass: true}),
		"weaken the mode":     retain(minio.PutObjectRetentionOptions{Mode: &governance, RetainUntilDate: &soon, GovernanceBypass: true}),
		"suspend versioning":  func(l *lab) error { return client.SuspendVersioning(l.Context(), bucket) },
		"delete the bucket":   func(l *lab) error { return client.RemoveBucket(l.Context(), bucket) },
		"delete the bucket by force": func(l *lab) error {
			return client.RemoveBucketWithOptions(l.Context(), bucket, minio.RemoveBucketOptions{ForceDelete: true})
		},
	}
}

// hidings are what S3 allows the owner, and the last one the writer: the locked version stays, and a checker must find what they leave.
func hidings(client *minio.Client) map[string]removal {
	return map[string]removal{
		"delete marker": func(l *lab) error {
			return client.RemoveObject(l.Context(), bucket, "kept", minio.RemoveObjectOptions{})
		},
		"remove the bucket's default": func(l *lab) error { return client.SetBucketObjectLockConfig(l.Context(), bucket, nil, nil, nil) },
		"later version": func(l *lab) error {
			_, err := client.PutObject(l.Context(), bucket, "kept", strings.NewReader("other"), 5, minio.PutObjectOptions{})
			return err
		},
	}
}

func (l *lab) requireKept(version string) {
	object, err := l.objectsAs(ownerName).GetObject(l.Context(), bucket, "kept", minio.GetObjectOptions{VersionID: version})
	if err != nil {
		l.Fatal(err)
	}
	if body, err := io.ReadAll(object); err != nil || string(body) != "event" {
		l.Errorf("the object is %q, %v", body, err)
	}
}

// requireLock reads the lock of the latest version; versitygw answers that of an older one without it.
func (l *lab) requireLock(until time.Time) {
	info, err := l.objectsAs(ownerName).StatObject(l.Context(), bucket, "kept", minio.StatObjectOptions{})
	if err != nil {
		l.Fatal(err)
	}
	mode := info.Metadata.Get("X-Amz-Object-Lock-Mode")
	locked, err := time.Parse(time.RFC3339, info.Metadata.Get("X-Amz-Object-Lock-Retain-Until-Date"))
	if mode != "COMPLIANCE" || err != nil || locked.Before(until.Truncate(time.Second)) {
		l.Errorf("lock %q until %v, %v", mode, locked, err)
	}
}

// requireWriterOnlyAdds tries to read with the shipper's user.
func (l *lab) requireWriterOnlyAdds(writer *minio.Client) {
	object, err := writer.GetObject(l.Context(), bucket, "kept", minio.GetObjectOptions{})
	if err == nil {
		_, err = io.ReadAll(object)
	}
	if err == nil {
		l.Error("the writer reads objects")
	}
	for one := range writer.ListObjects(l.Context(), bucket, minio.ListObjectsOptions{}) {
		if one.Err == nil {
			l.Error("the writer lists objects")
		}
	}
}

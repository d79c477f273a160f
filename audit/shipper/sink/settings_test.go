package sink

import (
	"strings"
	"testing"
	"time"

	"go.opentelemetry.io/collector/component"

	"slipway/audit/shipper/event"
)

func TestSettingsThatLoseEventsAreRefused(t *testing.T) {
	storage := component.MustNewID("durable_storage")
	for want, change := range map[string]func(*Settings){
		"storage is not set":         func(s *Settings) { s.Queue.Get().StorageID = nil },
		"block_on_overflow is false": func(s *Settings) { s.Queue.Get().BlockOnOverflow = false },
		"max_size is 5 bytes":        func(s *Settings) { s.Queue.Get().Batch.Get().MaxSize = 5 },
		"ends after 1m0s":            func(s *Settings) { s.Retry.MaxElapsedTime = time.Minute },
		"ends after 0s":              func(s *Settings) { s.Retry.Enabled = false },
	} {
		settings := Defaults()
		settings.Queue.Get().StorageID = &storage
		if err := settings.Validate(); err != nil {
			t.Fatal(err)
		}
		change(&settings)
		if err := settings.Validate(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, expected %s", err, want)
		}
	}
}

func TestNamesOfTheSourceAreChecked(t *testing.T) {
	source := Source{Cluster: "c1", Environment: "staging", Node: "../n", Log: "kube-apiserver"}
	if err := source.Validate(); err == nil || !strings.Contains(err.Error(), `node is "../n"`) {
		t.Error(err)
	}
}

func TestAgeIsThatOfTheOldestBatch(t *testing.T) {
	now := time.Now()
	a := &age{waiting: map[time.Time]bool{}}
	old, fresh := []event.Line{{Read: now.Add(-time.Hour)}}, []event.Line{{Read: now.Add(-time.Minute)}}
	a.began(old)
	a.began(fresh)
	a.began(old)
	if a.oldest(now) != time.Hour {
		t.Error(a.oldest(now))
	}
	a.ended(old)
	if a.oldest(now) != time.Minute {
		t.Error(a.oldest(now))
	}
}

// Package sink has what the exporters share: their common keys, and the queue that a batch leaves only when its sink has it.
package sink

import (
	"errors"
	"fmt"
	"regexp"
	"time"

	"go.opentelemetry.io/collector/config/configoptional"
	"go.opentelemetry.io/collector/config/configretry"
	"go.opentelemetry.io/collector/exporter/exporterhelper"
)

// Source is where the events come from. The sinks get it from this configuration, never from an event, whose text clients influence.
type Source struct {
	Cluster     string `mapstructure:"cluster"`
	Environment string `mapstructure:"environment"`
	Node        string `mapstructure:"node"`
	Log         string `mapstructure:"log"`
}

// The names are parts of object keys and of syslog headers.
var name = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$`)

func (s *Source) Validate() error {
	var problems []error
	for key, value := range map[string]string{"cluster": s.Cluster, "environment": s.Environment, "node": s.Node, "log": s.Log} {
		if !name.MatchString(value) {
			problems = append(problems, fmt.Errorf("%s is %q; allowed are 1 to 63 letters, digits, '.', '_' and '-'", key, value))
		}
	}
	return errors.Join(problems...)
}

// Settings are the keys that all exporters have.
type Settings struct {
	Source Source                                                   `mapstructure:"source"`
	Queue  configoptional.Optional[exporterhelper.QueueBatchConfig] `mapstructure:"sending_queue"`
	Retry  configretry.BackOffConfig                                `mapstructure:"retry_on_failure"`

	isReplay bool
}

// ForReplay removes the queue: a batch that is not sent within a minute fails, and who replays it has the lines.
func (s *Settings) ForReplay() {
	s.isReplay = true
	s.Queue = configoptional.None[exporterhelper.QueueBatchConfig]()
	s.Retry.Enabled, s.Retry.MaxElapsedTime = true, time.Minute
}

// Defaults returns settings that lose nothing; only the storage has no default.
func Defaults() Settings {
	batch := exporterhelper.NewDefaultBatchConfig()
	batch.Sizer = exporterhelper.RequestSizerTypeBytes
	batch.MinSize = 1 << 20
	batch.FlushTimeout = time.Second
	queue := exporterhelper.NewDefaultQueueConfig()
	queue.Sizer = exporterhelper.RequestSizerTypeBytes
	queue.QueueSize = 1 << 30
	queue.BlockOnOverflow = true
	queue.NumConsumers = 30
	queue.Batch = configoptional.Some(batch)
	retry := configretry.NewDefaultBackOffConfig()
	retry.MaxElapsedTime = 0
	retry.InitialInterval = time.Second
	return Settings{Queue: configoptional.Some(queue), Retry: retry}
}

// Validate refuses what would lose events: each of these settings makes the collector drop data without an error at start.
func (s *Settings) Validate() error {
	if s.isReplay {
		return nil
	}
	if !s.Queue.HasValue() || s.Queue.Get().StorageID == nil {
		return errors.New("sending_queue.storage is not set: events would be in memory only; name a durable_storage extension")
	}
	if !s.Queue.Get().BlockOnOverflow {
		return errors.New("sending_queue.block_on_overflow is false: a full queue would refuse events; use true")
	}
	if batch := s.Queue.Get().Batch; batch.HasValue() && batch.Get().MaxSize > 0 && batch.Get().Sizer == exporterhelper.RequestSizerTypeBytes {
		return fmt.Errorf("sending_queue.batch.max_size is %d bytes: a larger event would be dropped; use 0", batch.Get().MaxSize)
	}
	if !s.Retry.Enabled || s.Retry.MaxElapsedTime != 0 {
		return fmt.Errorf("retry_on_failure ends after %v: the batch would be dropped; use enabled: true and max_elapsed_time: 0s", s.Retry.MaxElapsedTime)
	}
	return nil
}

package sink

import (
	"context"
	"sync"
	"time"

	"go.opentelemetry.io/collector/exporter"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/metric"

	"slipway/audit/shipper/event"
)

// age measures how long the oldest batch waits for its sink. Batches are sent in the order of the queue, so nothing in it is older.
type age struct {
	mutex   sync.Mutex
	waiting map[time.Time]bool // by the first line's time; a batch that failed stays
}

func newAge(set exporter.Settings) (*age, error) {
	a := &age{waiting: map[time.Time]bool{}}
	meter := set.MeterProvider.Meter("slipway/audit/shipper")
	sink := metric.WithAttributes(attribute.String("exporter", set.ID.String()))
	gauge, err := meter.Float64ObservableGauge("audit_shipper_queue_age_seconds", metric.WithUnit("s"),
		metric.WithDescription("Age of the oldest event that its sink does not have"))
	if err != nil {
		return nil, err
	}
	// A callback given with the instrument would be that of the first exporter only.
	_, err = meter.RegisterCallback(func(_ context.Context, observer metric.Observer) error {
		observer.ObserveFloat64(gauge, a.oldest(time.Now()).Seconds(), sink)
		return nil
	}, gauge)
	return a, err
}

func (a *age) began(lines []event.Line) {
	a.mutex.Lock()
	defer a.mutex.Unlock()
	a.waiting[lines[0].Read] = true
}

func (a *age) ended(lines []event.Line) {
	a.mutex.Lock()
	defer a.mutex.Unlock()
	delete(a.waiting, lines[0].Read)
}

func (a *age) oldest(now time.Time) (result time.Duration) {
	a.mutex.Lock()
	defer a.mutex.Unlock()
	for read := range a.waiting {
		result = max(result, now.Sub(read))
	}
	return result
}

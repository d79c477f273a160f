// Package replay sends lines again that a sink lacks.
package replay

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"go.opentelemetry.io/collector/component"
	"go.opentelemetry.io/collector/confmap"
	"go.opentelemetry.io/collector/exporter"
	"go.opentelemetry.io/collector/otelcol"
	"go.opentelemetry.io/collector/pdata/pcommon"
	metrics "go.opentelemetry.io/otel/metric/noop"
	traces "go.opentelemetry.io/otel/trace/noop"
	"go.uber.org/zap"
)

// queued is a configuration whose queue and endless retries a replay does without.
type queued interface{ ForReplay() }

// Command returns the command that sends the lines of its standard input to one sink.
func Command(collector otelcol.CollectorSettings) *cobra.Command {
	var file, name string
	command := &cobra.Command{
		Use:   "replay --config FILE --exporter NAME < LINES",
		Short: "Sends lines to one sink again, and ends when the sink has them",
		Args:  cobra.NoArgs,
		RunE: func(command *cobra.Command, _ []string) error {
			command.SilenceUsage = true
			count, err := run(command.Context(), collector, file, name, command.InOrStdin())
			if err != nil {
				return err
			}
			_, err = fmt.Fprintf(command.OutOrStdout(), "%s has %d lines\n", name, count)
			return err
		},
	}
	command.Flags().StringVar(&file, "config", "", "configuration with the exporter, as replay.yaml")
	command.Flags().StringVar(&name, "exporter", "", "lockedarchive, logstore or syslogtls")
	for _, flag := range []string{"config", "exporter"} {
		_ = command.MarkFlagRequired(flag) // of a flag that exists
	}
	return command
}

func run(ctx context.Context, collector otelcol.CollectorSettings, file, name string, lines io.Reader) (int, error) {
	sink, err := open(ctx, collector, file, name)
	if err != nil {
		return 0, err
	}
	if err := sink.Start(ctx, nothing{}); err != nil {
		return 0, err
	}
	count, err := send(ctx, sink, lines)
	if end := sink.Shutdown(ctx); err == nil {
		err = end
	}
	if err != nil {
		return count, fmt.Errorf("%s may have some of the lines; run the command again, the sinks accept copies: %w", name, err)
	}
	return count, nil
}

// open creates the exporter alone: other parts of the configuration are not started.
func open(ctx context.Context, collector otelcol.CollectorSettings, file, name string) (exporter.Logs, error) {
	factories, err := collector.Factories()
	if err != nil {
		return nil, err
	}
	collector.ConfigProviderSettings.ResolverSettings.URIs = []string{"file:" + file}
	provider, err := otelcol.NewConfigProvider(collector.ConfigProviderSettings)
	if err != nil {
		return nil, err
	}
	read, err := provider.Get(ctx, factories)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	names := []string{}
	for id, config := range read.Exporters {
		if id.String() == name {
			config.(queued).ForReplay()
			if err := confmap.Validate(config); err != nil {
				return nil, fmt.Errorf("%s: exporters: %s: %w", file, name, err)
			}
			return factories.Exporters[id.Type()].CreateLogs(ctx, settings(id, collector.BuildInfo), config)
		}
		names = append(names, id.String())
	}
	slices.Sort(names)
	return nil, fmt.Errorf("--exporter is %q; %s has: %s", name, file, strings.Join(names, ", "))
}

func settings(id component.ID, build component.BuildInfo) exporter.Settings {
	return exporter.Settings{ID: id, BuildInfo: build, TelemetrySettings: component.TelemetrySettings{
		Logger: zap.NewNop(), TracerProvider: traces.NewTracerProvider(), MeterProvider: metrics.NewMeterProvider(), Resource: pcommon.NewResource(),
	}}
}

// nothing is a host without extensions.
type nothing struct{}

func (nothing) GetExtensions() map[component.ID]component.Component { return nil }

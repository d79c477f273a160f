// Command audit-shipper reads the audit log of an API server from its files and sends each event to a locked archive, a SIEM and a log store,
// at least once each. It is an OpenTelemetry Collector with few components:
//
//	audit-shipper --config FILE
//	audit-shipper replay --config FILE --exporter NAME < LINES
//
// example.yaml describes all keys. A supervisor must start it again when it ends. The second form sends lines that one sink lacks, and ends.
package main

import (
	"log"

	"go.opentelemetry.io/collector/component"
	"go.opentelemetry.io/collector/confmap"
	"go.opentelemetry.io/collector/confmap/provider/envprovider"
	"go.opentelemetry.io/collector/confmap/provider/fileprovider"
	"go.opentelemetry.io/collector/exporter"
	"go.opentelemetry.io/collector/extension"
	"go.opentelemetry.io/collector/otelcol"
	"go.opentelemetry.io/collector/receiver"
	"go.opentelemetry.io/collector/service/telemetry/otelconftelemetry"

	"slipway/audit/shipper/auditfile"
	"slipway/audit/shipper/durable"
	"slipway/audit/shipper/heartbeat"
	"slipway/audit/shipper/lockedarchive"
	"slipway/audit/shipper/logstore"
	"slipway/audit/shipper/replay"
	"slipway/audit/shipper/syslogtls"
)

func main() {
	command := otelcol.NewCommand(settings())
	command.AddCommand(replay.Command(settings()))
	if err := command.Execute(); err != nil {
		log.Fatal(err)
	}
}

func settings() otelcol.CollectorSettings {
	return otelcol.CollectorSettings{
		BuildInfo: component.BuildInfo{Command: "audit-shipper", Description: "Ships audit logs", Version: "0"},
		Factories: factories,
		ConfigProviderSettings: otelcol.ConfigProviderSettings{ResolverSettings: confmap.ResolverSettings{
			ProviderFactories: []confmap.ProviderFactory{fileprovider.NewFactory(), envprovider.NewFactory()},
		}},
	}
}

func factories() (all otelcol.Factories, err error) {
	all.Telemetry = otelconftelemetry.NewFactory()
	if all.Receivers, err = otelcol.MakeFactoryMap[receiver.Factory](auditfile.NewFactory()); err != nil {
		return all, err
	}
	if all.Extensions, err = otelcol.MakeFactoryMap[extension.Factory](durable.NewFactory(), heartbeat.NewFactory()); err != nil {
		return all, err
	}
	all.Exporters, err = otelcol.MakeFactoryMap[exporter.Factory](lockedarchive.NewFactory(), syslogtls.NewFactory(), logstore.NewFactory())
	return all, err
}

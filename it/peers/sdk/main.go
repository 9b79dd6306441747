// Sends three spans, a counter and a log record by OTLP: sdk-go grpc|http, endpoint from OTEL_*.
package main

import (
	"context"
	"fmt"
	"os"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/exporters/otlp/otlplog/otlploggrpc"
	"go.opentelemetry.io/otel/exporters/otlp/otlplog/otlploghttp"
	"go.opentelemetry.io/otel/exporters/otlp/otlpmetric/otlpmetricgrpc"
	"go.opentelemetry.io/otel/exporters/otlp/otlpmetric/otlpmetrichttp"
	"go.opentelemetry.io/otel/exporters/otlp/otlptrace/otlptracegrpc"
	"go.opentelemetry.io/otel/exporters/otlp/otlptrace/otlptracehttp"
	"go.opentelemetry.io/otel/log"
	"go.opentelemetry.io/otel/metric"
	sdklog "go.opentelemetry.io/otel/sdk/log"
	sdkmetric "go.opentelemetry.io/otel/sdk/metric"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/trace"
)

func main() {
	ctx := context.Background()
	grpc := os.Args[1] == "grpc"
	colour := attribute.String("colour", "grün")

	var spans sdktrace.SpanExporter
	var points sdkmetric.Exporter
	var records sdklog.Exporter
	var failed [3]error
	if grpc {
		spans, failed[0] = otlptracegrpc.New(ctx)
		points, failed[1] = otlpmetricgrpc.New(ctx)
		records, failed[2] = otlploggrpc.New(ctx)
	} else {
		spans, failed[0] = otlptracehttp.New(ctx)
		points, failed[1] = otlpmetrichttp.New(ctx)
		records, failed[2] = otlploghttp.New(ctx)
	}
	for _, each := range failed {
		check(each)
	}

	traces := sdktrace.NewTracerProvider(sdktrace.WithBatcher(spans))
	for at := 0; at < 3; at++ {
		_, span := traces.Tracer("it").Start(ctx, fmt.Sprint("span ", at),
			trace.WithAttributes(colour))
		span.AddEvent("event")
		span.End()
	}
	check(traces.Shutdown(ctx))

	metrics := sdkmetric.NewMeterProvider(sdkmetric.WithReader(sdkmetric.NewPeriodicReader(points)))
	counter, err := metrics.Meter("it").Int64Counter("count")
	check(err)
	counter.Add(ctx, 7, metric.WithAttributes(colour))
	check(metrics.Shutdown(ctx))

	logs := sdklog.NewLoggerProvider(sdklog.WithProcessor(sdklog.NewBatchProcessor(records)))
	var record log.Record
	record.SetBody(attribute.StringValue("grün"))
	record.SetSeverity(log.SeverityWarn)
	record.AddAttributes(colour)
	logs.Logger("it").Emit(ctx, record)
	check(logs.Shutdown(ctx))
}

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

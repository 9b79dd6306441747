// Sends three spans, a counter and a log record by OTLP: send.js grpc|http, endpoint from OTEL_*.
const kind = process.argv[2] === 'grpc' ? 'grpc' : 'proto';
const { OTLPTraceExporter } = require(`@opentelemetry/exporter-trace-otlp-${kind}`);
const { OTLPMetricExporter } = require(`@opentelemetry/exporter-metrics-otlp-${kind}`);
const { OTLPLogExporter } = require(`@opentelemetry/exporter-logs-otlp-${kind}`);
const { TracerProvider, BatchSpanProcessor } = require('@opentelemetry/sdk-trace');
const { MeterProvider, PeriodicExportingMetricReader } = require('@opentelemetry/sdk-metrics');
const { LoggerProvider, BatchLogRecordProcessor } = require('@opentelemetry/sdk-logs');

const colour = { colour: 'grün' };

async function send() {
  const traces = new TracerProvider({
    spanProcessors: [new BatchSpanProcessor({ exporter: new OTLPTraceExporter() })],
  });
  for (let at = 0; at < 3; at++) {
    const span = traces.getTracer('it').startSpan(`span ${at}`, { attributes: colour });
    span.addEvent('event');
    span.end();
  }
  await traces.shutdown();

  const metrics = new MeterProvider({
    readers: [new PeriodicExportingMetricReader({ exporter: new OTLPMetricExporter() })],
  });
  metrics.getMeter('it').createCounter('count').add(7, colour);
  await metrics.shutdown();

  const logs = new LoggerProvider({
    processors: [new BatchLogRecordProcessor({ exporter: new OTLPLogExporter() })],
  });
  logs.getLogger('it').emit({ body: 'grün', severityNumber: 13, attributes: colour });
  await logs.shutdown();
}

send().catch(error => {
  console.error(error);
  process.exitCode = 1;
});

/**
 * OTLP metrics as Prometheus reads them, after OpenTelemetry's specification "Prometheus and
 * OpenMetrics Compatibility" (specification/compatibility/prometheus_and_openmetrics.md):
 *
 * <pre>
 *   system.cpu.time, unit s, counter       system_cpu_time_seconds_total
 *   system.memory.usage, By, up-down       system_memory_usage_bytes          (a gauge)
 *   system.cpu.utilization, 1, gauge       system_cpu_utilization_ratio
 *   system.process.count, {process}        system_process_count
 *   cpu.mode="user"                        cpu_mode="user"
 *   the resource                           target_info{host_name="…", …} 1
 * </pre>
 *
 * <p>Names are always escaped with underscores, also for clients that could take dots: a dashboard
 * must not depend on what a scraper asked for. Scopes are not written to each series: they are two,
 * tell nothing about the host, and would make every line a third longer.
 */
package dev.mote.prometheus;

/**
 * InfluxDB's line protocol over HTTP, as Telegraf and others write it (docs.influxdata.com, "Line
 * protocol"), taken as gauges:
 *
 * <pre>
 *   cpu,host=a usage_idle=98.5,n=3i 1700000000000000000
 *   └ measurement  └ fields          └ time, in the unit that precision says
 *      └ tags
 *
 *   metric cpu_usage_idle  point 98.5 {host=a}      metric cpu_n  point 3 {host=a}
 * </pre>
 *
 * True and false become 1 and 0. A field of text is no metric: it is left out and counted. A line
 * that is not understood is left out, counted, and told with its number; the others are taken.
 */
package dev.mote.receiver.influx;

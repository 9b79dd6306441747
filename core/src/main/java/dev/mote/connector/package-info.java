/**
 * Connectors: each is the end of some pipelines and the start of others. {@code count} and
 * {@code span_metrics} make metrics of what passes, {@code routing} says where it goes. They are
 * made like processors; docs/specs/processors.md lists their keys.
 */
package dev.mote.connector;

/**
 * Agents side by side: same interval, same sink, same machine, same minutes. What it prints and
 * writes to bench/RESULTS.md is measured in that run and nowhere else.
 */
package dev.mote.bench;

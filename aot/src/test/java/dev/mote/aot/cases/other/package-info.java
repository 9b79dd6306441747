/** A second package, for what package-private means. */
package dev.mote.aot.cases.other;

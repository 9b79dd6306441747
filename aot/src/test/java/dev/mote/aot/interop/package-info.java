/** A program with native methods, and what C sees of their arguments. */
package dev.mote.aot.interop;

/** Programs that are built with options of their own, each beside HotSpot with its own. */
package dev.mote.aot.options;

/** Programs that cannot be compiled, and what the build says about them. */
package dev.mote.aot.refused;

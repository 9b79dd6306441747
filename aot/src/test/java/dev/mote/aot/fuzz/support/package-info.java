/**
 * What generated programs stand on: state that a function may change, inputs, and the text of a
 * result.
 *
 * <p>These classes are translated with each generated program, so they keep to what the compiler
 * must know anyway. One run of a function starts with {@link
 * dev.mote.aot.fuzz.support.State#reset} and ends with a line {@code class.function#input result ;
 * state}, which has to be the same on both sides.
 */
package dev.mote.aot.fuzz.support;

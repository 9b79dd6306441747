/**
 * The OpenTelemetry Transformation Language, in the part of it that docs/specs/processors.md
 * lists: conditions ({@code severity_number < 9 and IsMatch(body, "^GET")}) and statements
 * ({@code set(attributes["region"], "eu") where attributes["region"] == nil}).
 *
 * <p>{@link dev.mote.ottl.OttlParser} makes of a text a tree of
 * {@link dev.mote.ottl.Expression}s and checks types on the way: what can be known to be wrong is
 * an error with its place before anything runs. Evaluating makes no garbage: each expression keeps
 * its value in a register of its own. What is not there is nil; a function of nil is nil, a
 * condition that is nil does not hold, and a statement whose value is nil does nothing.
 */
package dev.mote.ottl;

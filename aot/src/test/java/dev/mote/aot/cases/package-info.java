/**
 * Programs with a point: each class here prints what a corner of the language or of the library
 * does.
 *
 * <p>{@code CasesTest} runs them all on HotSpot and as a native binary and compares the lines. What
 * the fuzzer found once has a case here under a name that says what was wrong.
 */
package dev.mote.aot.cases;

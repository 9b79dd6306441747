/**
 * The differential fuzzer: random Java programs, run by HotSpot and as a native binary.
 *
 * <p>A seed decides a whole program. {@link dev.mote.aot.fuzz.ProgramWriter} writes a small class
 * hierarchy and classes of static functions, each run on several inputs; the program prints one
 * line a run. {@link dev.mote.aot.fuzz.Trial} compiles a program, runs it on both sides and
 * compares line by line. Programs end by construction: every method and every open loop uses up
 * fuel.
 *
 * <p>{@link dev.mote.aot.fuzz.Fuzz} is the endless form; {@code DifferentialTest} the brief one.
 */
package dev.mote.aot.fuzz;

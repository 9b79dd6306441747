/**
 * Mote's ahead-of-time compiler: Java class files in, one C translation unit out.
 *
 * <p>The passes, in the order in which {@link dev.mote.aot.Main} runs them:
 *
 * <ol>
 *   <li>{@link dev.mote.aot.World} loads classes from the class path, the substitutions and the
 *       running JDK's {@code java.base}.
 *   <li>{@link dev.mote.aot.Reachability} follows every call, allocation and class initialiser from
 *       {@code main} (rapid type analysis); {@link dev.mote.aot.Desugar} turns each
 *       {@code invokedynamic} into a small synthetic class on the way. What is reached and cannot
 * be
 *       compiled ends the build with the path that reached it.
 *   <li>{@link dev.mote.aot.MethodBody} turns the bytecode of a method into {@link
 *       dev.mote.aot.Statement}s, the intermediate form: one statement per bytecode instruction, C
 *       text over typed variables plus what later passes must know about it (references read and
 *       written, successors, callee).
 *   <li>{@link dev.mote.aot.Effects} finds out which methods may throw, may collect garbage and may
 *       recurse; {@link dev.mote.aot.Liveness} which references must survive a collection.
 *   <li>{@link dev.mote.aot.CWriter} prints types, tables, dispatch functions and bodies. The C run
 *       time ({@code src/main/c}) is included by the output, so gcc sees the whole program at once.
 * </ol>
 */
package dev.mote.aot;

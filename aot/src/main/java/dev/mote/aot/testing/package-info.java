/**
 * Unit tests as a native binary.
 *
 * <p>{@link dev.mote.aot.testing.NativeTests} reads compiled test classes, finds the methods that
 * carry JUnit's {@code Test}, and writes a main class that runs each in a new instance. The
 * assertions come from {@code aot/src/testing/java}: the few names of JUnit's that tests use, small
 * enough to translate. Tests with {@code @Tag("jvm")} stay on the JVM.
 */
package dev.mote.aot.testing;

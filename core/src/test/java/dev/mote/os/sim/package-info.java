/**
 * The operating system as a simulation: files are arrays, peers are objects, time moves only when
 * the loop waits. A day passes in seconds and every run can be repeated. Runs on the JVM and in a
 * native test binary.
 */
package dev.mote.os.sim;

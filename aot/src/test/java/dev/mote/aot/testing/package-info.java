/** Tests of the native test runner, and the core's tests run by it. */
package dev.mote.aot.testing;

/**
 * The real doors, for Linux: what the four interfaces of {@code dev.mote.os} promise, said in
 * system calls. The calls themselves are the table {@link dev.mote.os.linux.Libc}, which the binary
 * fills with C ({@code os-native}) and the JVM with its foreign function interface ({@code
 * os-jvm}): so both run the same Java, and differ in nothing but how a C function is reached.
 */
package dev.mote.os.linux;

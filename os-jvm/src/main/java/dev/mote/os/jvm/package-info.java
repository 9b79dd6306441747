/**
 * The door of the JVM: the same system calls through the foreign function interface, for debugging,
 * profiling and the gateway. Needs {@code --enable-native-access=ALL-UNNAMED}.
 */
package dev.mote.os.jvm;

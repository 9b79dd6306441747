/** Where {@code mote} starts: once in the static binary, once on the JVM. */
package dev.mote.agent;

/** The door of the static binary: system calls through {@code shim.c}, compiled into it. */
package dev.mote.os.nat;

/** The command line: what {@code mote} says and does, and how it shows a host in a terminal. */
package dev.mote.cli;

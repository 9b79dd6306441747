/** The rules of style that a machine can check, and what the core may use of the JDK. */
package dev.mote.tidy;

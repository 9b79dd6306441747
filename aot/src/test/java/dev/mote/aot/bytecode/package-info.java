/** Instructions as no javac writes them: class files made for the purpose, HotSpot and binary. */
package dev.mote.aot.bytecode;

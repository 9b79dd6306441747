package dev.mote.aot.fuzz.support;

/** A shape around another; either part may be null. */
public record Named(String name, Shape inner) implements Shape {}

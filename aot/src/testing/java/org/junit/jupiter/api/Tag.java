package org.junit.jupiter.api;

import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** The mark only; dev.mote.aot.testing reads it from the class file. */
@Inherited
@Retention(RetentionPolicy.RUNTIME)
public @interface Tag {
    String value();
}

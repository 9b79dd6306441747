package dev.mote.aot.fuzz;

import java.util.List;
import java.util.Map;

/**
 * A part of the language or the library with a writer of its own. One is made for each program, so
 * that it may decide on classes of its own first and use them everywhere after.
 */
interface Feature {
    /** All of them, for one program. */
    static List<Feature> all(Dice dice) {
        return List.of(new Records(dice), new Enums(dice), new Lambdas(), new Collected(),
                new Rows(), new Numerals(), new Letters(), new Inner(), new Flows());
    }

    /** Writes the feature's classes into the program, sources by class name. */
    default void declare(Dice dice, Hierarchy hierarchy, Map<String, String> files) {}

    /** An operand that can be cast to the type, or null where the feature has none. */
    default String expression(Context context, Type type, int depth) {
        return null;
    }

    /** Writes a statement; false where the feature has none. */
    default boolean statement(Context context, Source out, Statements statements, int depth) {
        return false;
    }
}

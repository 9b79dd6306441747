package dev.mote.aot.fuzz;

import java.util.ArrayList;
import java.util.List;

/**
 * The shape of a program's classes: an abstract root {@code Node}, subclasses of it in a random
 * tree, and interfaces. Decided before any body is written, so bodies may use all of it.
 */
final class Hierarchy {
    /** A field of a class. */
    record Member(String name, Type type) {}

    /** An interface with one method, a default one or not. */
    record Face(String name, Signature method, boolean hasDefault, Face parent) {}

    /** A class below the root; the parent is null for children of the root. */
    record Kind(String name, Kind parent, boolean isAbstract, List<Member> fields,
            List<Face> faces, List<Signature> overrides) {

        /** Whether an instance of this is one of the face too. */
        boolean implementsFace(Face face) {
            for (Face each : faces) {
                if (each == face || each.parent() == face) {
                    return true;
                }
            }
            return parent != null && parent.implementsFace(face);
        }

        /** Whether this class or one between it and the root has a body for the method. */
        boolean hasBody(Signature method) {
            return overrides.contains(method) || parent != null && parent.hasBody(method);
        }
    }

    final List<Signature> methods = new ArrayList<>();
    final List<Signature> abstractMethods = new ArrayList<>();
    final List<Face> faces = new ArrayList<>();
    final List<Kind> kinds = new ArrayList<>();
    final List<Feature> features;

    Hierarchy(Dice dice) {
        features = Feature.all(dice);
        for (int k = 0; k < 5; k++) {
            Signature method = Signature.random("Node", "m" + k, dice);
            methods.add(method);
            if (k < 2) {
                abstractMethods.add(method);
            }
        }
        for (int k = 0; k < 4; k++) {
            Face parent = k == 3 ? faces.getFirst() : null;
            boolean hasDefault = k == 3 || dice.chance(50);
            Signature method = parent == null ? Signature.random("Face" + k, "d" + k, dice)
                    : parent.method();
            faces.add(new Face("Face" + k, method, hasDefault, parent));
        }
        for (int k = 0; k < 8; k++) {
            kinds.add(kind(k, dice));
        }
    }

    private Kind kind(int index, Dice dice) {
        Kind parent = index > 1 && dice.chance(55) ? kinds.get(dice.below(index)) : null;
        boolean isAbstract = index > 0 && index < 7 && dice.chance(15);
        List<Member> fields = new ArrayList<>();
        for (int k = dice.below(4); k > 0; k--) {
            Type type = dice.pick(Type.SCALARS);
            fields.add(new Member(type.java.toLowerCase(java.util.Locale.ROOT) + index + k, type));
        }
        List<Face> own = new ArrayList<>();
        if (dice.chance(60)) {
            own.add(dice.pick(faces));
        }
        List<Signature> overrides = new ArrayList<>();
        for (Signature method : methods) {
            boolean missing = parent == null && abstractMethods.contains(method);
            if (missing || dice.chance(35)) {
                overrides.add(method);
            }
        }
        for (Face face : own) {
            boolean has = parent != null && parent.implementsFace(face);
            if (!face.hasDefault() && !has || dice.chance(30)) {
                overrides.add(face.method());
            }
        }
        return new Kind("Kind" + index, parent, isAbstract, fields, own, overrides);
    }

    /** A class that can be made with new. */
    Kind concrete(Dice dice) {
        Kind kind = dice.pick(kinds);
        while (kind.isAbstract()) {
            kind = dice.pick(kinds);
        }
        return kind;
    }
}

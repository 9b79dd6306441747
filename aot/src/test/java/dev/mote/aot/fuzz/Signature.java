package dev.mote.aot.fuzz;

import java.util.ArrayList;
import java.util.List;

/** The head of a generated static function, known before its body is. */
record Signature(String owner, String name, Type result, List<Type> parameters) {
    private static final Type[] EXTRA = {Type.INTS, Type.SHAPE};

    static Signature random(String owner, String name, Dice dice) {
        List<Type> parameters = new ArrayList<>();
        for (int k = dice.between(1, 4); k > 0; k--) {
            parameters.add(dice.chance(10) ? dice.pick(EXTRA) : dice.pick(Type.SCALARS));
        }
        Type result = dice.pick(Type.SCALARS);
        return new Signature(owner, name, result, parameters);
    }
}

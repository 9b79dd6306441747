package dev.mote.aot;

import java.util.Set;

/** What a call leads to: one method, or whatever a selector finds. */
sealed interface Callee {
    /** A direct call. */
    record Direct(JavaMethod method) implements Callee {
        @Override
        public Set<JavaMethod> targets() {
            return Set.of(method.target());
        }
    }

    /** A call through the receiver's class. */
    record Dispatched(Selector selector) implements Callee {
        @Override
        public Set<JavaMethod> targets() {
            return selector.targets();
        }
    }

    Set<JavaMethod> targets();

    default boolean mayThrow() {
        return targets().stream().anyMatch(m -> m.mayThrow);
    }

    default boolean mayCollect() {
        return targets().stream().anyMatch(m -> m.mayCollect);
    }
}

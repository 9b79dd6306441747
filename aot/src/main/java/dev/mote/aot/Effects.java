package dev.mote.aot;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.Map;

/**
 * Which methods may throw, may collect garbage before they return normally, and may recurse.
 *
 * <p>A collection on the way to an exception that leaves the method does not count as one: the
 * caller then goes to its handlers, which keep alive what they need.
 */
final class Effects {
    private final Collection<JavaMethod> methods;

    Effects(Collection<JavaMethod> methods) {
        this.methods = methods;
    }

    void compute() {
        new Cycles().find();
        for (JavaMethod m : methods) {
            m.throwsItself |= m.recursive || m.cut != null;
            m.mayThrow = m.throwsItself;
            m.mayCollect = m.collectsItself;
        }
        boolean changed = true;
        while (changed) {
            changed = false;
            for (JavaMethod m : methods) {
                changed |= update(m);
            }
        }
    }

    /** Marks as cold all methods but these, as a profile of the program's usual work names them. */
    void markCold(Set<String> hot) {
        for (JavaMethod m : methods) {
            m.cold = !hot.contains(m.ownerName() + "." + m.name);
        }
    }

    /** Marks as cold what no method of this name leads to; class initialisers are cold always. */
    void markCold(String hot) {
        ArrayDeque<JavaMethod> work = new ArrayDeque<>();
        for (JavaMethod m : methods) {
            m.cold = !m.dotted().equals(hot);
            if (!m.cold) {
                work.add(m);
            }
        }
        if (work.isEmpty()) {
            throw new Unsupported("-hot " + hot + ": no such method is reached");
        }
        while (!work.isEmpty()) {
            for (Callee callee : work.poll().calls) {
                for (JavaMethod m : callee.targets()) {
                    if (m.cold && !m.name.equals("<clinit>")) {
                        m.cold = false;
                        work.add(m);
                    }
                }
            }
        }
    }

    private static boolean update(JavaMethod m) {
        boolean throwing = m.mayThrow;
        boolean collecting = m.mayCollect;
        for (Callee callee : m.calls) {
            throwing |= callee.mayThrow();
            collecting |= callee.mayCollect();
        }
        collecting |= throwing && m.code != null && !m.code.exceptionHandlers().isEmpty();
        boolean changed = throwing != m.mayThrow || collecting != m.mayCollect;
        m.mayThrow = throwing;
        m.mayCollect = collecting;
        return changed;
    }

    /** Tarjan's strongly connected components: only methods on a cycle check the stack's depth. */
    private final class Cycles {
        private final Map<JavaMethod, int[]> numbers = new HashMap<>();
        private final ArrayDeque<JavaMethod> open = new ArrayDeque<>();
        private final ArrayDeque<JavaMethod> path = new ArrayDeque<>();
        private final ArrayDeque<Iterator<JavaMethod>> pending = new ArrayDeque<>();
        private int next;

        void find() {
            for (JavaMethod m : methods) {
                if (!numbers.containsKey(m)) {
                    enter(m);
                    while (!path.isEmpty()) {
                        advance();
                    }
                }
            }
        }

        /** Number, lowest number reachable, 1 while on the stack of open methods. */
        private void enter(JavaMethod m) {
            numbers.put(m, new int[] {next, next++, 1});
            open.push(m);
            path.push(m);
            pending.push(successors(m).iterator());
        }

        private void advance() {
            JavaMethod m = path.peek();
            int[] mine = numbers.get(m);
            if (pending.peek().hasNext()) {
                JavaMethod to = pending.peek().next();
                m.recursive |= to == m;
                int[] its = numbers.get(to);
                if (its == null) {
                    enter(to);
                } else if (its[2] == 1) {
                    mine[1] = Math.min(mine[1], its[0]);
                }
                return;
            }
            path.pop();
            pending.pop();
            if (!path.isEmpty()) {
                int[] caller = numbers.get(path.peek());
                caller[1] = Math.min(caller[1], mine[1]);
            }
            if (mine[0] == mine[1]) {
                close(m);
            }
        }

        private void close(JavaMethod root) {
            List<JavaMethod> component = new ArrayList<>();
            JavaMethod m;
            do {
                m = open.pop();
                numbers.get(m)[2] = 0;
                component.add(m);
            } while (m != root);
            if (component.size() > 1) {
                component.forEach(member -> member.recursive = true);
            }
        }

        private List<JavaMethod> successors(JavaMethod m) {
            List<JavaMethod> all = new ArrayList<>();
            for (Callee callee : m.calls) {
                all.addAll(callee.targets());
            }
            return all;
        }
    }
}

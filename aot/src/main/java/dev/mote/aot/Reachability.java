package dev.mote.aot;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Rapid type analysis: what can run, starting from {@code main} and the run time's own needs.
 *
 * <p>A virtual call leads to the implementations in classes that are instantiated somewhere; a
 * class initialiser is reached by what triggers it. Every reached method remembers what reached it
 * first.
 */
final class Reachability {
    final World world;
    final Strings strings = new Strings();
    final List<String> errors = new ArrayList<>();
    private final Natives natives;
    private final CutPoints cuts;
    final Substitutions substitutions;
    final DeadCode deadCode;
    private final MethodScan scan = new MethodScan(this);
    private final Map<String, Selector> selectors = new LinkedHashMap<>();
    private final Map<JavaClass, List<Selector>> selectorsByOwner = new HashMap<>();
    private final List<JavaClass> instantiated = new ArrayList<>();
    private final Set<JavaClass> enums = new LinkedHashSet<>();
    private final ArrayDeque<JavaMethod> work = new ArrayDeque<>();
    /** Those that lead into a cut, so that each is told once. */
    private final Set<JavaMethod> refused = new HashSet<>();
    private boolean enumConstantsAsked;
    /** Class initialisers that run when the program starts, see EarlyInitialisers. */
    final List<JavaMethod> early = new ArrayList<>();
    private JavaMethod current;
    private JavaMethod main;

    Reachability(World world, Natives natives, CutPoints cuts, boolean assertions) {
        this.deadCode = new DeadCode(this, assertions);
        this.world = world;
        this.natives = natives;
        this.cuts = cuts;
        this.substitutions = new Substitutions(world);
    }

    Iterable<Selector> selectors() {
        return selectors.values();
    }

    JavaMethod main() {
        return main;
    }

    /** Everything from this main method on; problems are in {@link #errors}. */
    void run(JavaMethod mainMethod) {
        main = mainMethod;
        for (char letter : "ZBCSIJFD".toCharArray()) {
            instantiate(world.load("[" + letter));
        }
        for (String name : new String[] {"java/lang/String", "java/lang/Class",
            "[Ljava/lang/String;", "[Ljava/lang/Object;"}) {
            instantiate(world.load(name));
        }
        JavaClass faults = world.load("mote/Faults");
        initialise(faults);
        for (JavaMethod m : faults.methods.values()) {
            if (!m.isConstructor()) {
                reach(m);
            }
        }
        initialise(main.owner);
        reach(main);
        while (!work.isEmpty()) {
            current = work.poll();
            scan.scan(current);
        }
    }

    void reach(JavaMethod method) {
        if (!method.reached) {
            enter(method);
        }
        if (method.cut != null) {
            refuse(method.toString(), method.cut);
        }
    }

    /** The current method leads to what is outside, unless that is known to be harmless. */
    void refuse(String what, String reason) {
        if (!cuts.isTolerated(current) && refused.add(current)) {
            error(what + ": " + reason);
        }
    }

    void reachField(JavaField field) {
        String reason = cuts.reason(field);
        if (reason != null) {
            refuse(field.owner + "." + field.name, reason);
        }
        initialise(field.owner);
    }

    private void enter(JavaMethod method) {
        method.reached = true;
        method.reachedFrom = current;
        method.nativeFunction = natives.find(method);
        if (method.nativeFunction != null) {
            noteNative(method);
            return;
        }
        method.cut = cuts.reason(method);
        method.substitute = substitutions.find(method);
        if (method.substitute != null) {
            initialise(method.substitute.owner);
            reach(method.substitute);
            return;
        }
        if (method.cut == null) {
            reachBody(method);
        }
    }

    private void reachBody(JavaMethod method) {
        if (method.isNative() && !method.owner.isPlatform() && method.isStatic()) {
            method.isExtern = true;
        } else if (method.isNative()) {
            error("native method without an implementation", method);
        } else if (method.isAbstract()) {
            error("abstract method called directly", method);
        } else {
            work.add(method);
        }
    }

    private void noteNative(JavaMethod method) {
        method.throwsItself = method.nativeFunction.mayThrow();
        method.collectsItself = method.nativeFunction.mayCollect();
        if (method.key().startsWith("enums0(") && !enumConstantsAsked) {
            enumConstantsAsked = true;
            List.copyOf(enums).forEach(this::reachValues);
        }
    }

    void error(String what, JavaMethod method) {
        method.cut = what;
        errors.add(what + ": " + method + "\n    reached from " + method.path());
    }

    void error(String what) {
        errors.add(what + "\n    in " + current + "\n    reached from " + current.path());
    }

    /** The initialisers of a class, its superclasses and their interfaces with default methods. */
    void initialise(JavaClass c) {
        if (c == null || c.initialised || c.isArray()) {
            return;
        }
        c.initialised = true;
        c.named |= c.initialiser() != null; // told by NoClassDefFoundError
        initialise(c.superclass);
        for (JavaClass i : c.supertypes) {
            if (i.isInterface() && i != c && i.initialiser() != null && i.hasDefaultMethods()) {
                initialise(i);
            }
        }
        if (c.initialiser() != null) {
            reach(c.initialiser());
        }
    }

    /** A class whose constructors are cut has no instances. */
    void instantiate(JavaClass c) {
        if (c.instantiated || cuts.isCut(c)) {
            return;
        }
        c.instantiated = true;
        c.named = true;
        if (c.isSubtypeOf(world.load("java/lang/Throwable"))) { // its constructors are left out
            c.supertypes.forEach(s -> s.named = true);          // of the trace by their names
        }
        if (!c.isPlatform() && c.methods.containsKey("finalize()V")) {
            error("finalizers are never run: " + c);
        }
        initialise(c);
        instantiated.add(c);
        noteEnum(c);
        for (JavaClass supertype : c.supertypes) {
            for (Selector s : List.copyOf(selectorsByOwner.getOrDefault(supertype, List.of()))) {
                bind(s, c);
            }
        }
    }

    private void bind(Selector selector, JavaClass receiver) {
        JavaMethod method = Resolution.select(world, receiver, selector.resolved);
        if (method == null) {
            error("AbstractMethodError: " + receiver + " does not implement "
                    + selector.resolved);
            return;
        }
        if (!method.reached) {
            enter(method);
        }
        if (method.cut != null && selector.cut.add(method) && selector.calledByOthers) {
            refuse(method.toString(), method.cut);
        }
        selector.implementations.put(receiver, method);
    }

    /** What a call of the current method leads to. */
    void reachVirtual(JavaClass owner, JavaMethod resolved) {
        Selector selector = selector(owner, resolved);
        if (!selector.calledByOthers && !cuts.isTolerated(current)) {
            selector.calledByOthers = true;
            selector.cut.forEach(m -> refuse(m.toString(), m.cut));
        }
    }

    Selector selector(JavaClass owner, JavaMethod resolved) {
        JavaClass receiver = owner.isArray() ? world.object() : owner;
        String key = receiver.name + "." + resolved.key();
        Selector known = selectors.get(key);
        if (known != null) {
            return known;
        }
        Selector selector = new Selector(receiver, resolved, selectors.size());
        selectors.put(key, selector);
        selectorsByOwner.computeIfAbsent(receiver, o -> new ArrayList<>()).add(selector);
        for (JavaClass c : List.copyOf(instantiated)) {
            if (c.isSubtypeOf(receiver)) {
                bind(selector, c);
            }
        }
        return selector;
    }

    void classLiteral(JavaClass c) {
        c.named = true;
        c.tested = true;
        noteEnum(c);
    }

    /** Its constants can be asked for by class, from a literal or from one of them. */
    private void noteEnum(JavaClass c) {
        JavaClass enumClass = c.superclass != null && c.superclass.isEnum() ? c.superclass : c;
        if (enumClass.isEnum()) {
            enums.add(enumClass);
            if (enumConstantsAsked) {
                reachValues(enumClass);
            }
        }
    }

    private void reachValues(JavaClass enumClass) {
        JavaMethod values = enumClass.methods.get("values()[L" + enumClass.name + ";");
        if (values != null) {
            initialise(enumClass);
            reach(values);
        }
    }
}

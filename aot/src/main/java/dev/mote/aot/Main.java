package dev.mote.aot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The command line: class path and main class in, C out. */
public final class Main {
    private static final String USAGE = "usage: aot -cp CLASSPATH -runtime DIR -o OUT.c [-ea]"
            + " [--no-lines] [-hot CLASS.METHOD|@FILE] [--why CLASS] MAINCLASS";
    private static final int ERRORS_SHOWN_MAX = 20;

    private String classPath = "";
    private Path output;
    private Path runtime;
    private String mainClass;
    private String why;
    private String hot;
    private boolean assertions;
    private boolean lines = true;

    private Main() {
    }

    /**
     * Translates a program.
     *
     * @param args {@code -cp} class path, substitutions included; {@code -runtime} the directory of
     *     the C run time; {@code -o} the C file to write, beside which go a header of the native
     *     methods (.h) and the list of methods (.methods); {@code
     *     -ea} compiles the program's assertions in; {@code --no-lines} lets checks share code, at
     *     the price of their lines; {@code -hot} names the method that runs all the time, {@code
     *     --why} prints what reached a class
     */
    public static void main(String[] args) throws IOException {
        try {
            System.err.println("aot: " + translate(args));
        } catch (Unsupported e) {
            System.err.println("aot: " + e.getMessage());
            System.exit(1);
        }
    }

    /** As {@link #main}, for use inside another program: what it came to, or an exception. */
    public static String translate(String... args) throws IOException {
        return new Main().run(args);
    }

    private String run(String[] args) throws IOException {
        readArguments(args);
        long startNanos = System.nanoTime();
        World world = new World(new ClassPath(classPath), assertions);
        Reachability reach = new Reachability(world, new Natives(runtime), new CutPoints(),
                assertions);
        reach.run(mainMethod(world));
        if (why != null) {
            explain(world);
        }
        report(reach.errors);
        new EarlyInitialisers(reach).find();
        ArrayLiterals literals = new ArrayLiterals();
        List<JavaMethod> compiled = new ArrayList<>();
        for (JavaMethod m : List.copyOf(world.methods)) {
            if (m.reached && m.nativeFunction == null && m.substitute == null) {
                compiled.add(m);
                if (m.elements != null) {
                    m.body = new MethodBody(reach, m, literals, lines);
                }
            }
        }
        Effects effects = new Effects(world.methods.stream().filter(m -> m.reached).toList());
        effects.compute();
        if (hot != null && hot.startsWith("@")) {
            effects.markCold(Set.copyOf(Files.readAllLines(Path.of(hot.substring(1)))));
        } else if (hot != null) {
            effects.markCold(hot);
        }
        Files.writeString(output, new ProgramWriter(reach, compiled, literals).write());
        Files.writeString(sibling(".h"), Externs.header(compiled));
        Files.writeString(sibling(".methods"), methodList(compiled));
        return "%d classes, %d methods, %d ms".formatted(world.classes().size(), compiled.size(),
                (System.nanoTime() - startNanos) / 1_000_000);
    }

    private void readArguments(String[] args) {
        for (int i = 0; i < args.length; i++) {
            boolean takesValue = args[i].startsWith("-")
                    && !List.of("-ea", "--no-lines").contains(args[i]);
            if (takesValue && i + 1 == args.length) {
                throw new Unsupported(args[i] + " needs a value\n" + USAGE);
            }
            switch (args[i]) {
                case "-cp" -> classPath = args[++i];
                case "-o" -> output = Path.of(args[++i]);
                case "-runtime" -> runtime = Path.of(args[++i]);
                case "--why" -> why = args[++i];
                case "-hot" -> hot = args[++i];
                case "-ea" -> assertions = true;
                case "--no-lines" -> lines = false;
                default -> mainClass = args[i].replace('.', '/');
            }
        }
        if (mainClass == null || output == null || runtime == null) {
            throw new Unsupported(USAGE);
        }
    }

    private JavaMethod mainMethod(World world) {
        JavaMethod main = world.load(mainClass).methods.get("main([Ljava/lang/String;)V");
        if (main == null || !main.isStatic()) {
            throw new Unsupported(mainClass + " has no static void main(String[])");
        }
        return main;
    }

    private void explain(World world) {
        for (JavaMethod m : world.methods) {
            if (m.reached && m.dotted().startsWith(why)) {
                System.err.println(m.path());
            }
        }
    }

    private static void report(List<String> errors) {
        if (errors.isEmpty()) {
            return;
        }
        StringBuilder text = new StringBuilder("cannot compile this program:\n");
        errors.stream().limit(ERRORS_SHOWN_MAX).forEach(e -> text.append(e).append('\n'));
        if (errors.size() > ERRORS_SHOWN_MAX) {
            text.append("and ").append(errors.size() - ERRORS_SHOWN_MAX).append(" more");
        }
        throw new Unsupported(text.toString());
    }

    private Path sibling(String ending) {
        String name = output.getFileName().toString();
        return output.resolveSibling(name.substring(0, name.lastIndexOf('.')) + ending);
    }

    /** C function, class id and method name, for the table that stack traces read. */
    private static String methodList(List<JavaMethod> compiled) {
        StringBuilder out = new StringBuilder();
        for (JavaMethod m : compiled) {
            out.append(m.cName).append(' ').append(m.ownerName()).append(' ').append(m.name)
                    .append(m.isExtern ? " native\n" : "\n");
        }
        return out.toString();
    }
}

package dev.mote.gateway;

import dev.mote.cli.CommandLine;
import dev.mote.cli.Mote;
import dev.mote.cli.Service;
import dev.mote.os.jvm.EngineTls;
import dev.mote.os.jvm.ForeignLibc;
import dev.mote.os.linux.LinuxOs;
import dev.mote.pipeline.Program;
import java.util.ArrayList;
import java.util.List;

/** One run of {@code mote-gateway}: its loops, each in a thread of its own, from start to end. */
final class Gateway {
    private static final int FAILED = 1;
    private static final int WRONG_USE = 2;

    private final Program program;
    private final String[] arguments;
    private final String[] environment;

    Gateway(Program program, String[] arguments, String[] environment) {
        this.program = program;
        this.arguments = arguments;
        this.environment = environment;
    }

    /** Returns the exit status: that of the first loop that did not end well. */
    int run() {
        CommandLine line = CommandLine.parse(arguments);
        Mote only = mote(program);
        int loops = line.error() == null && line.verb() == CommandLine.Verb.RUN ? only.loops(line)
                : 1;
        return loops == 1 ? only.run() : run(line, loops);
    }

    private Mote mote(Program program) {
        ForeignLibc libc = new ForeignLibc(true);
        return new Mote(LinuxOs.open(libc, new EngineTls(libc)), arguments, environment, program);
    }

    private int run(CommandLine line, int count) {
        List<Service> loops = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            Service loop = mote(program.ofLoop(index)).service(line);
            if (loop == null) {
                return WRONG_USE;
            }
            loops.add(loop);
        }
        List<Thread> threads = new ArrayList<>();
        int[] status = new int[count];
        for (int index = 1; index < count; index++) {
            int own = index;
            loops.get(0).agent().telemetry().show(loops.get(own).agent().telemetry());
            threads.add(Thread.ofPlatform().name("loop-" + own)
                    .start(() -> status[own] = runLoop(loops.get(own))));
        }
        status[0] = runLoop(loops.get(0));
        if (status[0] != 0) {
            return status[0];
        }
        for (Thread thread : threads) {
            join(thread);
        }
        return worst(status);
    }

    /** A loop that breaks takes the process with it: what it had accepted would wait for ever. */
    private static int runLoop(Service loop) {
        try {
            return loop.run();
        } catch (Throwable broken) {
            broken.printStackTrace();
            Runtime.getRuntime().halt(FAILED);
            return FAILED;
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static int worst(int[] status) {
        int worst = 0;
        for (int each : status) {
            worst = Math.max(worst, each);
        }
        return worst;
    }
}

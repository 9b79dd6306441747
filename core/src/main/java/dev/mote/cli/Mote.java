package dev.mote.cli;

import dev.mote.bytes.Buffer;
import dev.mote.config.Config;
import dev.mote.config.Environment;
import dev.mote.config.Problems;
import dev.mote.os.FileSystem;
import dev.mote.os.Os;
import dev.mote.pipeline.Agent;
import dev.mote.pipeline.Program;
import dev.mote.semconv.Convention;
import dev.mote.telemetry.Log;
import java.util.List;

/** The program: from its arguments to its exit status. */
public final class Mote {
    public static final String VERSION = "0.1.0";

    static final int DONE = 0;
    static final int FAILED = 1;
    static final int WRONG_USE = 2;

    private static final int STANDARD_OUTPUT = 1;
    private static final long SECOND_NANOS = 1_000_000_000L;
    private static final long TOP_INTERVAL_NANOS = 2 * SECOND_NANOS;
    /** Long enough for shares of CPU time in ticks of 10 ms, short enough to wait for. */
    private static final long ONCE_INTERVAL_NANOS = SECOND_NANOS / 2;

    private final Os os;
    private final String[] arguments;
    private final String[] environment;
    private final Program program;
    private final Log log;
    /** Another Mote has the data directory. */
    private boolean inUse;

    public Mote(Os os, String[] arguments, String[] environment, String architecture) {
        this(os, arguments, environment, Program.agent(VERSION, architecture));
    }

    /** The same command line for another program. */
    public Mote(Os os, String[] arguments, String[] environment, Program program) {
        this.os = os;
        this.arguments = arguments;
        this.environment = environment;
        this.program = program;
        log = new Log(os.files());
    }

    /** Runs until it is done or told to end; returns the exit status. */
    public int run() {
        CommandLine line = CommandLine.parse(arguments);
        if (line.error() != null) {
            log.error(line.error());
            return WRONG_USE;
        }
        return switch (line.verb()) {
            case RUN -> runAgent(line);
            case ONCE -> once(line);
            case TOP -> top(line);
            case VALIDATE -> validate(line);
            case DOCTOR -> doctor(line);
            case BUFFER -> buffer(line);
            case VERSION -> print(program.name() + " " + program.version() + " ("
                    + program.architecture() + ")\n");
            case HELP -> print(Help.TEXT);
        };
    }

    private int print(String text) {
        return print(new Buffer(text.length() + 16).utf8(text));
    }

    private int print(Buffer text) {
        int at = 0;
        while (at < text.length()) {
            int count = os.files().write(STANDARD_OUTPUT, FileSystem.HERE, text.bytes(), at,
                    text.length() - at);
            if (count < 0) {
                return FAILED;
            }
            at += count;
        }
        return DONE;
    }

    /**
     * The agent that the command line asks for (the views know the registry's names only); null
     * when the config is wrong, and then said.
     */
    private Agent agent(String file, long lookEveryNanos, Convention wanted) {
        ConfigFile from = configFile(file);
        Problems problems = from.problems();
        Config config = from.read(problems);
        Agent agent = problems.any() ? null : new Agent(os, config,
                new Environment(environment, problems), program, problems, lookEveryNanos,
                wanted);
        tell(problems);
        return problems.any() ? null : agent;
    }

    private void tell(Problems problems) {
        List<String> errors = problems.errors();
        for (int at = 0; at < errors.size(); at++) {
            log.error(errors.get(at));
        }
        for (int at = 0; at < problems.notes().size(); at++) {
            log.info(problems.notes().get(at));
        }
    }

    private ConfigFile configFile(String name) {
        return new ConfigFile(os.files(), environment, program.types(), name);
    }

    private int runAgent(CommandLine line) {
        Service service = service(line);
        return service != null ? service.run() : inUse ? FAILED : WRONG_USE;
    }

    /** What {@code run} runs; null when the config or its surroundings are wrong, and then said. */
    public Service service(CommandLine line) {
        Agent agent = agent(line.config(), 0, null);
        String data = "";
        if (agent != null && (agent.needsLog() || line.data() != null)) {
            data = dataDirectory(line);
            inUse = data == null;
        }
        if (agent == null || data == null) {
            return null;
        }
        String directory = named(data);
        Reload reload = line.config() == null ? null : new Reload(configFile(line.config()), agent,
                surroundings(), directory != null ? () -> directory
                        : () -> named(dataDirectory(line)));
        return new Service(agent, line.listen(), directory, program, reload);
    }

    private static String named(String directory) {
        return directory == null || directory.isEmpty() ? null : directory;
    }

    /** Made and locked; empty: there is none; null: another Mote has it. */
    private String dataDirectory(CommandLine line) {
        String loop = program.loop() == null ? "" : "/loop-" + program.loop();
        return new DataDirectory(os.files(), log, loop).open(line.data(), surroundings());
    }

    /** How many loops the config asks for; what is wrong with it is said when one is made. */
    public int loops(CommandLine line) {
        return configFile(line.config()).read(new Problems("")).loops();
    }

    /** Collects twice, since what happens per second needs two looks. */
    private int once(CommandLine line) {
        Agent agent = agent(line.config(), ONCE_INTERVAL_NANOS,
                line.format() == CommandLine.Format.TEXT ? Convention.SEMCONV : null);
        if (agent == null) {
            return WRONG_USE;
        }
        long beginNanos = os.clock().monotonicNanos();
        agent.receiver().doWork(beginNanos);
        Buffer before = new Buffer(agent.latest().length() + 1)
                .put(agent.latest().bytes(), 0, agent.latest().length());
        int[] ready = new int[2];
        while (agent.receiver().doWork(os.clock().monotonicNanos()) == 0) {
            os.poller().await(agent.receiver().nextDeadlineNanos() - os.clock().monotonicNanos(),
                    ready);
        }
        double seconds = (agent.receiver().lastNanos() - beginNanos) / (double) SECOND_NANOS;
        return print(new OncePage(agent, kernel()).render(line.format(), before, seconds,
                Style.detect(os.files(), environment)));
    }

    private String kernel() {
        Buffer release = new Buffer(4200);
        int length = ConfigFile.content(os.files(), "/proc/sys/kernel/osrelease", release);
        return length <= 1 ? null : release.setLength(length - 1).asText();
    }

    private int top(CommandLine line) {
        Agent agent = agent(line.config(), TOP_INTERVAL_NANOS, Convention.SEMCONV);
        if (agent == null) {
            return WRONG_USE;
        }
        TopView view = new TopView(agent.loop(), agent.latest(), agent.resource(), kernel(),
                agent.source().view.sentence(), Style.detect(os.files(), environment));
        agent.loop().add(view);
        agent.loop().onSignal((signal, nowNanos) -> agent.loop().shutDown(nowNanos, SECOND_NANOS));
        try {
            agent.loop().run();
        } finally {
            view.leave();
        }
        return DONE;
    }

    private int doctor(CommandLine line) {
        Agent agent = agent(line.config(), 0, null);
        if (agent == null) {
            return WRONG_USE;
        }
        agent.start(null);
        Doctor doctor = new Doctor(os, agent.source(), agent.resource(),
                Style.detect(os.files(), environment));
        String listen = line.listen() == null ? agent.listen() : line.listen();
        return doctor.examine(listen.equals(CommandLine.NOWHERE) ? null : listen, line.data(),
                new Deliveries(agent.loop(), agent.telemetry()));
    }

    private Environment surroundings() {
        return new Environment(environment, new Problems("environment"));
    }

    private int buffer(CommandLine line) {
        String data = line.data() != null ? line.data()
                : DataDirectory.existing(os.files(), surroundings());
        return new BufferCommand(os, log, Style.detect(os.files(), environment), data,
                this::print).run(line.file());
    }

    private int validate(CommandLine line) {
        Agent agent = agent(line.file(), 0, null);
        return agent == null ? WRONG_USE
                : print(line.file() + ": fine; " + agent.summary() + "\n");
    }
}

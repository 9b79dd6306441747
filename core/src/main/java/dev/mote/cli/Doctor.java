package dev.mote.cli;

import dev.mote.bytes.Buffer;
import dev.mote.bytes.TextCursor;
import dev.mote.component.Outcome;
import dev.mote.http.HttpDate;
import dev.mote.http.ListenAddress;
import dev.mote.os.Errno;
import dev.mote.os.FileSystem;
import dev.mote.os.Os;
import dev.mote.os.Path;
import dev.mote.otlp.MetricsWriter;
import dev.mote.otlp.Resource;
import dev.mote.receiver.host.Collector;
import dev.mote.receiver.host.HostFiles;
import dev.mote.receiver.host.HostSource;
import dev.mote.receiver.host.Scrape;

/**
 * {@code mote doctor}: looks at everything that Mote needs, says it in a line each, and, where
 * something is wrong, what to do.
 */
public final class Doctor {
    /** 2026-01-01: no clock that is right shows an earlier date. */
    private static final long EARLIEST_WALL_NANOS = 1_767_225_600_000_000_000L;
    /** Three a followed process, 64 clients, and room. */
    private static final long OPEN_FILES_MIN = 256;

    private final Os os;
    private final HostSource source;
    private final Resource resource;
    private final Findings findings;
    private final HostFiles own;

    public Doctor(Os os, HostSource source, Resource resource, Style style) {
        this.os = os;
        this.source = source;
        this.resource = resource;
        findings = new Findings(os.files(), style);
        own = new HostFiles(os.files(), "");
    }

    /**
     * Examines everything.
     *
     * @param listen HOST:PORT, or null when nothing is served
     * @param data a directory, or null when nothing is kept
     * @param deliveries tries the exporters
     * @return 0 if nothing is wrong, else 1
     */
    public int examine(String listen, String data, Deliveries deliveries) {
        findings.plain("What mote sees here:");
        place();
        kernel();
        readings();
        findings.plain("What it needs:");
        clock();
        openFiles();
        listen(listen);
        data(data);
        deliveries.examine(findings);
        int troubles = findings.troubles();
        findings.plain(troubles == 0 ? "Nothing is wrong." : troubles == 1
                ? "One thing needs attention." : troubles + " things need attention.");
        return troubles == 0 ? 0 : 1;
    }

    private void place() {
        if (source.view.seesHost() || !source.view.inContainer()) {
            findings.good(source.view.sentence());
        } else {
            findings.note(source.view.sentence());
        }
        String name = resource.get("host.name");
        String system = resource.get("os.description");
        findings.good((name == null ? "a host without a name" : name) + ", "
                + (system == null ? "an unknown system" : system));
        if (name == null) {
            findings.trouble("the host's name is not known",
                    "set it: OTEL_RESOURCE_ATTRIBUTES=host.name=NAME");
        }
    }

    private void kernel() {
        String release = firstLine("/proc/sys/kernel/osrelease");
        if (release == null) {
            findings.trouble("/proc is not readable",
                    "mount it: nothing about this host can be told without it");
        } else {
            findings.good("Linux " + release);
        }
    }

    private String firstLine(String name) {
        int length = own.read(name);
        if (length <= 0) {
            return null;
        }
        StringBuilder text = new StringBuilder();
        for (int at = 0; at < length && own.content()[at] != '\n'; at++) {
            text.append((char) own.content()[at]);
        }
        return text.toString();
    }

    /** Collects once; each collector that fails is a trouble, one that has nothing is a note. */
    private void readings() {
        int[] points = new int[1];
        MetricsWriter out = new MetricsWriter(resource, "mote/doctor", "", source.convention, 4096,
                batch -> {
                    points[0] += batch.items;
                    return Outcome.ACCEPTED;
                });
        Scrape scrape = new Scrape(new HostFiles(os.files(), source.view.rootPath()), out);
        scrape.wallNanos = os.clock().wallNanos();
        scrape.monotonicNanos = os.clock().monotonicNanos();
        scrape.regular = true;
        out.begin(scrape.wallNanos, scrape.wallNanos);
        int working = 0;
        StringBuilder absent = new StringBuilder();
        for (Collector collector : source.collectors) {
            int result = collector.collect(scrape);
            if (result == -Errno.ENODATA) {
                absent.append(absent.length() == 0 ? "" : ", ").append(collector.name());
            } else if (result < 0) {
                findings.trouble(collector.name() + ": " + Errno.describe(result), advice(result));
            } else {
                working++;
            }
        }
        out.end();
        findings.good(working + " collectors read " + points[0] + " data points");
        if (absent.length() > 0) {
            findings.note("this host does not have: " + absent);
        }
    }

    private static String advice(int result) {
        return switch (-result) {
            case Errno.EACCES, Errno.EPERM -> "its metrics are left out; run mote as root, or "
                    + "switch the collector off in the config";
            case Errno.ENOENT -> "its metrics are left out; is all of /proc and /sys mounted?";
            default -> "its metrics are left out; please report this with the kernel's version";
        };
    }

    private void clock() {
        long now = os.clock().wallNanos();
        Buffer text = new Buffer(40).ascii("the clock says ");
        HttpDate.append(text, now);
        if (now < EARLIEST_WALL_NANOS) {
            findings.trouble(text.asText(), "that is in the past: switch on NTP (timedatectl "
                    + "set-ntp true), or all data points get this date");
        } else {
            findings.good(text.asText());
        }
    }

    private void openFiles() {
        int length = own.read("/proc/self/limits");
        TextCursor cursor = new TextCursor();
        if (length <= 0 || !cursor.over(own.content(), 0, length).seekLine("Max open files")) {
            return;
        }
        long limit = cursor.number();
        if (limit != TextCursor.NONE && limit < OPEN_FILES_MIN) {
            findings.trouble("only " + limit + " files may be open at a time",
                    "allow " + OPEN_FILES_MIN + ": LimitNOFILE= in the unit, or ulimit -n");
        } else if (limit != TextCursor.NONE) {
            findings.good(limit + " files may be open at a time");
        }
    }

    private void listen(String listen) {
        if (listen == null) {
            findings.note("nothing is served: no address to listen on");
            return;
        }
        ListenAddress address;
        try {
            address = ListenAddress.parse(listen);
        } catch (IllegalArgumentException e) {
            findings.trouble("--listen: " + e.getMessage(), "correct it and ask again");
            return;
        }
        int socket = os.network().listen(address.bytes(), address.port());
        if (socket >= 0) {
            os.network().close(socket);
            findings.good(listen + " is free for the page and /metrics");
        } else if (socket == -Errno.EADDRINUSE) {
            findings.note(listen + " is in use: by a mote that runs already? If not, choose "
                    + "another with --listen");
        } else {
            findings.trouble("cannot listen on " + listen + ": " + Errno.describe(socket),
                    "choose another address with --listen");
        }
        if (!address.isLoopback()) {
            findings.note("whoever reaches " + listen + " can read this host's values");
        }
    }

    private void data(String data) {
        if (data == null) {
            findings.note("nothing is kept on disk: what waits for delivery waits in memory");
            return;
        }
        Path path = new Path(data);
        os.files().makeDirectory(path.bytes());
        path.append("/.mote-doctor");
        int file = os.files().open(path.bytes(), FileSystem.READ_WRITE);
        int result = file < 0 ? file : os.files().write(file, 0, new byte[1], 0, 1);
        if (file >= 0) {
            os.files().close(file);
            os.files().remove(path.bytes());
        }
        if (result < 0) {
            findings.trouble("cannot write to " + data + ": " + Errno.describe(result),
                    "make it writable for the user that runs mote, or choose another with --data");
        } else {
            findings.good(data + " can be written");
        }
    }
}

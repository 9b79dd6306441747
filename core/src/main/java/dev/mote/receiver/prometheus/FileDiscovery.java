package dev.mote.receiver.prometheus;

import dev.mote.bytes.Buffer;
import dev.mote.config.Problems;
import dev.mote.config.Section;
import dev.mote.config.Yaml;
import dev.mote.os.Errno;
import dev.mote.os.FileSystem;
import dev.mote.os.Path;
import dev.mote.telemetry.Log;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One entry of {@code file_sd_configs}: groups of targets in files, which are read again and again.
 * JSON is read as the YAML that it is. A file that cannot be used keeps the groups that it had, one
 * that is gone has none.
 */
final class FileDiscovery implements Discovery {
    private static final class Source {
        final String path;
        Buffer content = new Buffer(0);
        List<TargetGroup> groups = new ArrayList<>();
        boolean there;
        String told;

        Source(String path) {
            this.path = path;
        }
    }

    private static final long SECOND = 1_000_000_000L;
    private static final String FILEPATH = "__meta_filepath";

    private final String[] patterns;
    private final long refreshNanos;
    private final List<Source> sources = new ArrayList<>();
    private final byte[] entries = new byte[4096];
    private Buffer read = new Buffer(0);
    private long nextNanos;
    private boolean changed;

    private FileDiscovery(String[] patterns, long refreshNanos) {
        this.patterns = patterns;
        this.refreshNanos = refreshNanos;
    }

    static FileDiscovery from(Section section) {
        String[] patterns = section.strings("files");
        if (patterns.length == 0) {
            section.problems().error(section.place(), "files is missing, a list of paths");
        }
        for (String pattern : patterns) {
            int slash = pattern.lastIndexOf('/');
            boolean known = pattern.endsWith(".json") || pattern.endsWith(".yml")
                    || pattern.endsWith(".yaml");
            if (!known || pattern.lastIndexOf('*', slash) >= 0
                    || pattern.indexOf('*') != pattern.lastIndexOf('*')) {
                section.problems().error(section.node("files"), pattern + ": expected a path that "
                        + "ends with .json, .yml or .yaml, with one * at most, in the file's name");
            }
        }
        FileDiscovery discovery = new FileDiscovery(patterns,
                section.duration("refresh_interval", 300 * SECOND, SECOND, 24 * 3600 * SECOND));
        section.finish();
        return discovery;
    }

    @Override
    public boolean doWork(FileSystem files, Log log, long nowNanos) {
        if (nowNanos < nextNanos) {
            return false;
        }
        nextNanos = nowNanos + refreshNanos;
        changed = false;
        for (Source source : sources) {
            source.there = false;
        }
        for (String pattern : patterns) {
            if (pattern.indexOf('*') < 0) {
                take(pattern, files, log);
            } else {
                list(pattern, files, log);
            }
        }
        for (int at = sources.size() - 1; at >= 0; at--) {
            if (!sources.get(at).there) {
                changed |= !sources.remove(at).groups.isEmpty();
            }
        }
        return changed;
    }

    @Override
    public long nextDeadlineNanos() {
        return nextNanos;
    }

    @Override
    public List<TargetGroup> groups() {
        List<TargetGroup> groups = new ArrayList<>();
        for (Source source : sources) {
            groups.addAll(source.groups);
        }
        return groups;
    }

    @Override
    public void close() {
        // Files are closed as soon as they are read.
    }

    private void list(String pattern, FileSystem files, Log log) {
        int slash = pattern.lastIndexOf('/');
        String parent = slash < 0 ? "./" : pattern.substring(0, slash + 1);
        int star = pattern.indexOf('*');
        String start = pattern.substring(slash + 1, star);
        String end = pattern.substring(star + 1);
        int directory = files.open(new Path(parent).bytes(), FileSystem.DIRECTORY);
        if (directory < 0) {
            return;
        }
        List<String> names = new ArrayList<>();
        for (int count = files.list(directory, entries); count > 0;
                count = files.list(directory, entries)) {
            for (int at = 0; at < count; at++) {
                int from = at + 1;
                at = from;
                while (entries[at] != 0) {
                    at++;
                }
                names.add(new Buffer(at - from).put(entries, from, at - from).asUtf8());
            }
        }
        files.close(directory);
        for (String name : names) {
            if (name.length() >= start.length() + end.length() && name.startsWith(start)
                    && name.endsWith(end)) {
                take(pattern.substring(0, slash + 1) + name, files, log);
            }
        }
    }

    private void take(String path, FileSystem files, Log log) {
        int file = files.open(new Path(path).bytes(), FileSystem.READ);
        if (file == -Errno.ENOENT) {
            return;
        }
        Source source = source(path);
        source.there = true;
        int error = file < 0 ? file : read(files, file);
        if (error < 0) {
            tell(source, "cannot read " + path + ": " + Errno.describe(error), log);
        } else if (source.told != null || !Arrays.equals(read.bytes(), 0, read.length(),
                source.content.bytes(), 0, source.content.length())) {
            Buffer last = source.content;
            source.content = read;
            read = last;
            parse(source, log);
        }
    }

    private Source source(String path) {
        for (Source source : sources) {
            if (source.path.equals(path)) {
                return source;
            }
        }
        Source source = new Source(path);
        sources.add(source);
        return source;
    }

    /** Reads one byte more than may be there, and leaves the complaint to the parser. */
    private int read(FileSystem files, int file) {
        read.clear();
        int count = 1;
        while (count > 0 && read.length() <= Yaml.FILE_BYTES_MAX) {
            byte[] into = read.reserve(4096);
            count = files.read(file, read.length(), into, read.length(), 4096);
            read.setLength(read.length() + Math.max(0, count));
        }
        files.close(file);
        return count;
    }

    private void parse(Source source, Log log) {
        Problems problems = new Problems(source.path);
        List<TargetGroup> groups = TargetGroup.parse(source.content, problems, FILEPATH,
                source.path);
        if (groups == null) {
            tell(source, problems.errors().get(0), log);
        } else {
            changed = true;
            source.groups = groups;
            tell(source, null, log);
        }
    }

    /** {@code problem}: null: there is none any more. */
    private static void tell(Source source, String problem, Log log) {
        if (problem != null && !problem.equals(source.told)) {
            log.warning(problem + "; the targets that it had stay");
        } else if (problem == null && source.told != null) {
            log.info(source.path + " can be used again");
        }
        source.told = problem;
    }
}

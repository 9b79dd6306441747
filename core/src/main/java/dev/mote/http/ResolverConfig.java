package dev.mote.http;

import dev.mote.bytes.Ascii;
import dev.mote.bytes.Buffer;
import dev.mote.bytes.TextCursor;
import dev.mote.os.FileSystem;
import dev.mote.os.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What /etc/resolv.conf (resolv.conf(5)) and /etc/hosts (hosts(5)) say about a name. Read afresh
 * for every question: both change while a host runs, and questions are rare.
 */
final class ResolverConfig {
    /** As in the C libraries. */
    private static final int SERVERS_MAX = 3;
    private static final int SEARCH_MAX = 6;
    /** Bounds the memory for a while; both are a few lines, but for lists that block names. */
    private static final int FILE_BYTES_MAX = 1 << 20;
    private static final int PIECE = 2048;

    final List<byte[]> servers = new ArrayList<>();
    final List<String> search = new ArrayList<>();
    int ndots = 1;
    /** 0: the file does not say. */
    int timeoutSeconds;
    int attempts = 2;

    /** Reads /etc/resolv.conf; without one, or without a server in it, this host is asked. */
    static ResolverConfig read(FileSystem files) {
        ResolverConfig config = new ResolverConfig();
        Buffer text = content(files, "/etc/resolv.conf");
        TextCursor line = new TextCursor().over(text.bytes(), 0, text.length());
        if (text.length() > 0) {
            do {
                config.readLine(line);
            } while (line.nextLine());
        }
        if (config.servers.isEmpty()) {
            config.servers.add(new byte[] {127, 0, 0, 1});
        }
        return config;
    }

    private void readLine(TextCursor line) {
        String key = word(line);
        if (key.equals("nameserver")) {
            byte[] server = IpAddress.parse(word(line));
            if (server != null && servers.size() < SERVERS_MAX) {
                servers.add(server);
            }
        } else if (key.equals("search") || key.equals("domain")) {
            search.clear();
            String domain = word(line);
            while (!domain.isEmpty() && search.size() < SEARCH_MAX) {
                search.add(domain);
                domain = word(line);
            }
        } else if (key.equals("options")) {
            String option = word(line);
            while (!option.isEmpty()) {
                readOption(option);
                option = word(line);
            }
        }
    }

    private void readOption(String option) {
        int colon = option.indexOf(':');
        int value = 0;
        for (int at = colon + 1; at < option.length(); at++) {
            int digit = option.charAt(at) - '0';
            if (digit < 0 || digit > 9 || value > 99) {
                return;
            }
            value = value * 10 + digit;
        }
        if (option.startsWith("ndots:")) {
            ndots = Math.min(value, 15);
        } else if (option.startsWith("timeout:")) {
            timeoutSeconds = Math.max(1, Math.min(value, 30));
        } else if (option.startsWith("attempts:")) {
            attempts = Math.max(1, Math.min(value, 5));
        }
    }

    /** The names to ask for, in their order. A name that ends with a dot is complete. */
    List<String> candidates(String host) {
        List<String> names = new ArrayList<>();
        if (host.endsWith(".")) {
            names.add(host);
            return names;
        }
        int dots = 0;
        for (int at = 0; at < host.length(); at++) {
            dots += host.charAt(at) == '.' ? 1 : 0;
        }
        if (dots >= ndots) {
            names.add(host);
        }
        for (int at = 0; at < search.size(); at++) {
            names.add(host + "." + search.get(at));
        }
        if (dots < ndots) {
            names.add(host);
        }
        return names;
    }

    /** Adds the addresses that /etc/hosts gives to {@code host}. */
    static void hostsFile(FileSystem files, String host, Addresses ipv6, Addresses ipv4) {
        Buffer text = content(files, "/etc/hosts");
        if (text.length() == 0) {
            return;
        }
        TextCursor line = new TextCursor().over(text.bytes(), 0, text.length());
        do {
            int start = line.position();
            line.skipWord();
            boolean here = false;
            while (!here && !line.atEnd() && line.skipBlanks().wordLength() > 0
                    && line.peek() != '#') {
                here = isHere(line, host);
                line.skipWord();
            }
            if (here) {
                line.moveTo(start);
                byte[] address = IpAddress.parse(word(line));
                if (address != null) {
                    (address.length == 16 ? ipv6 : ipv4).add(address);
                }
            }
        } while (line.nextLine());
    }

    private static boolean isHere(TextCursor line, String host) {
        if (line.wordLength() != host.length()) {
            return false;
        }
        for (int at = 0; at < host.length(); at++) {
            if (Ascii.lower(line.bytes()[line.position() + at]) != host.charAt(at)) {
                return false;
            }
        }
        return true;
    }

    private static String word(TextCursor line) {
        line.skipBlanks();
        int count = line.wordLength();
        StringBuilder word = new StringBuilder(count);
        for (int at = 0; at < count; at++) {
            word.append((char) (line.bytes()[line.position() + at] & 0xFF));
        }
        line.moveTo(line.position() + count);
        return word.toString();
    }

    /** A file's content; empty when it cannot be read. */
    private static Buffer content(FileSystem files, String name) {
        Buffer content = new Buffer(PIECE);
        int file = files.open(new Path(name).bytes(), FileSystem.READ);
        if (file < 0) {
            return content;
        }
        int count = 1;
        while (count > 0 && content.length() < FILE_BYTES_MAX) {
            byte[] bytes = content.reserve(PIECE);
            count = files.read(file, FileSystem.HERE, bytes, content.length(), PIECE);
            content.setLength(content.length() + Math.max(0, count));
        }
        files.close(file);
        return content;
    }
}

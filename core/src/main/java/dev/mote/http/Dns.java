package dev.mote.http;

import dev.mote.bytes.Buffer;
import dev.mote.bytes.RandomBits;
import dev.mote.component.EventLoop;
import dev.mote.os.Entropy;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the addresses of one host: of a literal, in /etc/hosts, or from the DNS servers of
 * /etc/resolv.conf, without ever waiting. A stub resolver (RFC 1034, section 5.3.1): it leaves
 * following referrals to the servers. Ask again with {@link #resolve} before each connection; an
 * answer that is young enough is given at once.
 */
public final class Dns {
    private static final long SECOND = 1_000_000_000L;
    /** An answer is kept as long as it says, within these bounds. */
    private static final int TTL_SECONDS_MIN = 1;
    private static final int TTL_SECONDS_MAX = 300;
    /** Waiting time for one server. Servers answer in milliseconds or have lost the question. */
    private static final int TIMEOUT_SECONDS = 2;
    /** With one family's answer at hand: how long to wait for the other's (RFC 8305, 3). */
    private static final long OTHER_FAMILY_NANOS = 50_000_000L;

    private final EventLoop loop;
    private final DnsExchange exchange;
    /** Whether addresses to connect to are wanted; otherwise all records of a type. */
    private final boolean ofHosts;
    private final Addresses addresses;
    private List<String> services = List.of();
    private boolean unknown;
    private RandomBits random;
    private ResolverConfig config;
    private List<String> names;
    private String host = "";
    private String error;
    private boolean done = true;
    private int nameIndex;
    private int tries;
    private int goodServer;
    private long deadlineNanos = Long.MAX_VALUE;
    private long expiresNanos;

    public Dns(EventLoop loop) {
        this(loop, new DnsExchange(loop), true);
    }

    private Dns(EventLoop loop, DnsExchange exchange, boolean ofHosts) {
        this.loop = loop;
        this.exchange = exchange;
        this.ofHosts = ofHosts;
        addresses = ofHosts ? new Addresses() : new Addresses(DnsExchange.RECORDS_MAX);
    }

    /** Finds all records of a type, as the servers have them: {@link DnsMessage#SRV} and so on. */
    private static Dns records(EventLoop loop, int type) {
        return new Dns(loop, new DnsExchange(loop, type), false);
    }

    public static Dns ofServices(EventLoop loop) {
        return records(loop, DnsMessage.SRV);
    }

    /** {@code ipv6}: addresses of that family, else those of IPv4. */
    public static Dns ofAddresses(EventLoop loop, boolean ipv6) {
        return records(loop, ipv6 ? DnsMessage.AAAA : DnsMessage.A);
    }

    /** Begins to find the addresses of {@code host}, which is in lower case. */
    public void resolve(String host, long nowNanos) {
        if (!host.equals(this.host)) {
            addresses.clear();
            this.host = host;
        } else if (ofHosts && addresses.count() > 0 && nowNanos < expiresNanos) {
            finish(null);
            return;
        }
        done = false;
        error = null;
        unknown = false;
        if (!ofHosts || !resolveHere(nowNanos)) {
            config = ResolverConfig.read(loop.os().files());
            names = config.candidates(host);
            nameIndex = 0;
            tries = 0;
            ask(nowNanos);
        }
    }

    /** Literals, /etc/hosts, and localhost whatever that says (RFC 6761, section 6.3). */
    private boolean resolveHere(long nowNanos) {
        Addresses ipv6 = new Addresses();
        Addresses ipv4 = new Addresses();
        byte[] literal = IpAddress.parse(host);
        if (literal != null) {
            ipv4.add(literal);
        } else {
            String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
            ResolverConfig.hostsFile(loop.os().files(), name, ipv6, ipv4);
            boolean local = name.equals("localhost") || name.endsWith(".localhost");
            if (local && ipv6.count() + ipv4.count() == 0) {
                ipv6.add(new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1});
                ipv4.add(new byte[] {127, 0, 0, 1});
            }
        }
        if (ipv6.count() + ipv4.count() == 0) {
            return false;
        }
        addresses.setInTurn(ipv6, ipv4);
        expiresNanos = literal != null ? Long.MAX_VALUE : nowNanos;
        finish(null);
        return true;
    }

    private void ask(long nowNanos) {
        int timeout = config.timeoutSeconds > 0 ? config.timeoutSeconds : TIMEOUT_SECONDS;
        deadlineNanos = nowNanos + timeout * SECOND;
        if (random == null) {
            random = new RandomBits(Entropy.seed(loop.os()));
        }
        if (!exchange.begin(config.servers.get(server()), names.get(nameIndex), random)) {
            nextName(nowNanos);
        }
    }

    private int server() {
        return (goodServer + tries) % config.servers.size();
    }

    /** Looks whether an answer has come, or time is up. */
    public void doWork(long nowNanos) {
        if (done) {
            return;
        }
        boolean all = exchange.isDone();
        boolean found = exchange.hasFound();
        boolean late = nowNanos >= deadlineNanos;
        if (found && (all || late)) {
            take(nowNanos);
        } else if (found) {
            deadlineNanos = Math.min(deadlineNanos, nowNanos + OTHER_FAMILY_NANOS);
        } else if (all || late) {
            settle(nowNanos);
        }
    }

    private void take(long nowNanos) {
        services = new ArrayList<>(exchange.services());
        addresses.setInTurn(exchange.found(DnsExchange.IPV6), exchange.found(DnsExchange.IPV4));
        int ttl = Math.max(TTL_SECONDS_MIN, Math.min(exchange.ttlSeconds(), TTL_SECONDS_MAX));
        expiresNanos = nowNanos + ttl * SECOND;
        goodServer = server();
        finish(null);
    }

    /** No address: the next name if this one certainly has none, else the next server. */
    private void settle(long nowNanos) {
        if (exchange.count(DnsMessage.NO_SUCH_NAME) > 0
                || exchange.isDone() && exchange.count(DnsMessage.SERVER_FAILED) == 0) {
            nextName(nowNanos);
            return;
        }
        tries++;
        if (tries < config.attempts * config.servers.size()) {
            ask(nowNanos);
        } else if (ofHosts && addresses.count() > 0) {
            // What was right a while ago is a better guess than nothing.
            expiresNanos = nowNanos;
            finish(null);
        } else {
            Buffer server = IpAddress.append(new Buffer(40), config.servers.get(0));
            finish("no DNS server answered for \"" + host + "\" (asked " + server.asText()
                    + (config.servers.size() > 1 ? " and others)" : ")"));
        }
    }

    private void nextName(long nowNanos) {
        nameIndex++;
        tries = 0;
        if (nameIndex < names.size()) {
            ask(nowNanos);
        } else {
            addresses.clear();
            services = List.of();
            unknown = true;
            finish("unknown host \"" + host + "\"");
        }
    }

    private void finish(String error) {
        this.error = error;
        cancel();
    }

    /** Stops asking. */
    public void cancel() {
        done = true;
        deadlineNanos = Long.MAX_VALUE;
        exchange.end();
        config = null;
        names = null;
    }

    /** Forgets what was found, so that the next {@link #resolve} asks again. */
    void expire() {
        if (expiresNanos != Long.MAX_VALUE) {
            expiresNanos = 0;
        }
    }

    /** When {@link #doWork} has something to do without an answer. */
    public long nextDeadlineNanos() {
        return !done && exchange.isDone() ? 0 : deadlineNanos;
    }

    public boolean isDone() {
        return done;
    }

    /** Why there are no addresses, for people; null when there are. */
    public String error() {
        return error;
    }

    /** Whether the servers say that there is nothing; otherwise an error is theirs. */
    public boolean isUnknown() {
        return unknown;
    }

    /** What SRV records name: {@code host:port}. */
    public List<String> services() {
        return services;
    }

    public Addresses addresses() {
        return addresses;
    }
}

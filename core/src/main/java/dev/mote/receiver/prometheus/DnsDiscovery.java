package dev.mote.receiver.prometheus;

import dev.mote.bytes.Buffer;
import dev.mote.component.EventLoop;
import dev.mote.config.Section;
import dev.mote.http.Dns;
import dev.mote.http.IpAddress;
import dev.mote.os.FileSystem;
import dev.mote.telemetry.Log;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One entry of {@code dns_sd_configs}: the records of names, one name after the other. */
final class DnsDiscovery implements Discovery {
    private static final long SECOND = 1_000_000_000L;
    private static final int SRV = 0;
    private static final int AAAA = 2;

    private final String[] names;
    private final int type;
    private final long port;
    private final long refreshNanos;
    private final Dns dns;
    private final List<List<TargetGroup>> found = new ArrayList<>();
    private long nextNanos;
    /** The name that is asked for; as many as there are names: none is. */
    private int asked;
    private boolean changed;
    private String told;
    private String problem;

    private DnsDiscovery(String[] names, int type, long port, long refreshNanos, EventLoop loop) {
        this.names = names;
        this.type = type;
        this.port = port;
        this.refreshNanos = refreshNanos;
        dns = type == SRV ? Dns.ofServices(loop) : Dns.ofAddresses(loop, type == AAAA);
        asked = names.length;
        for (int at = 0; at < names.length; at++) {
            found.add(List.of());
        }
    }

    static DnsDiscovery from(Section section, EventLoop loop) {
        String[] names = section.strings("names");
        if (names.length == 0) {
            section.problems().error(section.place(), "names is missing, what to ask DNS for");
        }
        int type = section.choice("type", SRV, "SRV", "A", "AAAA");
        long port = section.integer("port", 0, 0, 65_535);
        if (type != SRV && port == 0) {
            section.problems().error(section.place(), "port is missing: only SRV records have one");
        }
        DnsDiscovery discovery = new DnsDiscovery(names, type, port,
                section.duration("refresh_interval", 30 * SECOND, SECOND, 24 * 3600 * SECOND),
                loop);
        section.finish();
        return discovery;
    }

    @Override
    public boolean doWork(FileSystem files, Log log, long nowNanos) {
        if (asked == names.length) {
            if (nowNanos < nextNanos) {
                return false;
            }
            nextNanos = nowNanos + refreshNanos;
            asked = 0;
            changed = false;
            problem = null;
            dns.resolve(names[0], nowNanos);
        }
        dns.doWork(nowNanos);
        while (asked < names.length && dns.isDone()) {
            take();
            asked++;
            if (asked < names.length) {
                dns.resolve(names[asked], nowNanos);
            }
        }
        if (asked < names.length) {
            return false;
        }
        tell(log);
        return changed;
    }

    private void take() {
        if (dns.error() != null && !dns.isUnknown()) {
            problem = dns.error();
            return;
        }
        List<TargetGroup> groups = new ArrayList<>();
        for (String service : dns.services()) {
            int colon = service.lastIndexOf(':');
            groups.add(new TargetGroup(new String[] {service}, new String[] {
                "__meta_dns_name", names[asked],
                "__meta_dns_srv_record_target", service.substring(0, colon) + ".",
                "__meta_dns_srv_record_port", service.substring(colon + 1)}));
        }
        for (int at = 0; at < dns.addresses().count(); at++) {
            Buffer address = IpAddress.append(new Buffer(40), dns.addresses().get(at));
            String text = address.asText();
            groups.add(new TargetGroup(new String[] {(text.indexOf(':') < 0
                    ? text : "[" + text + "]") + ":" + port},
                    new String[] {"__meta_dns_name", names[asked]}));
        }
        changed |= !isSame(groups, found.get(asked));
        found.set(asked, groups);
    }

    private static boolean isSame(List<TargetGroup> one, List<TargetGroup> other) {
        boolean same = one.size() == other.size();
        for (int at = 0; same && at < one.size(); at++) {
            same = Arrays.equals(one.get(at).targets(), other.get(at).targets());
        }
        return same;
    }

    private void tell(Log log) {
        if (problem != null && !problem.equals(told)) {
            log.warning("dns_sd_configs: " + problem + "; the targets that it had stay");
        }
        told = problem;
    }

    @Override
    public long nextDeadlineNanos() {
        return asked == names.length ? nextNanos : dns.isDone() ? 0 : dns.nextDeadlineNanos();
    }

    @Override
    public List<TargetGroup> groups() {
        List<TargetGroup> groups = new ArrayList<>();
        for (List<TargetGroup> each : found) {
            groups.addAll(each);
        }
        return groups;
    }

    @Override
    public void close() {
        dns.cancel();
    }
}

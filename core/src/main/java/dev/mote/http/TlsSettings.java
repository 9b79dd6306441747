package dev.mote.http;

import dev.mote.config.Environment;
import dev.mote.config.Section;
import dev.mote.os.TlsConfig;

/**
 * What a section {@code tls} says; the keys are the collector's. A file is named, or its content
 * stands in the config. A file that is renewed is read again at the next connection.
 */
public final class TlsSettings {
    private static final long SECOND = 1_000_000_000L;
    private static final long DAY = 24 * 3600 * SECOND;

    /** One text of PEM: from a file, from the config, or not there. */
    public static final class Source {
        /** How messages name it. */
        public final String key;
        public String path;
        public String pem;

        Source(String key) {
            this.key = key;
        }

        public boolean isThere() {
            return path != null || pem != null;
        }

        private void read(Section section, String name) {
            read(section, name, name + "_pem");
        }

        private void read(Section section, String name, String inline) {
            path = section.string(name + "_file", null);
            pem = section.string(inline, null);
            if (path != null && pem != null) {
                section.problems().error(section.node(inline), "either " + name + "_file or "
                        + inline + ", not both");
            }
        }
    }

    public final boolean server;
    public final Source authorities;
    public final Source certificate = new Source("cert_file");
    public final Source key = new Source("key_file");
    /** Where the system keeps the authorities that it trusts, when the environment says it. */
    public String systemAuthorities;
    /** No TLS, where the endpoint does not say it. */
    public boolean insecure;
    public boolean skipVerify;
    /** The name to ask for and to verify, in place of the endpoint's host. */
    public String serverName;
    public int versionMin = TlsConfig.TLS_1_2;
    public int versionMax = TlsConfig.TLS_1_3;
    /** How long files are taken to be unchanged; 0: until the next connection. */
    public long reloadNanos;

    private TlsSettings(boolean server) {
        this.server = server;
        authorities = new Source(server ? "client_ca_file" : "ca_file");
    }

    /** A client with all defaults. */
    public static TlsSettings client() {
        return new TlsSettings(false);
    }

    /** Reads the section {@code tls} of a client. */
    public static TlsSettings client(Section section) {
        TlsSettings settings = new TlsSettings(false);
        settings.insecure = section.bool("insecure", false);
        settings.skipVerify = section.bool("insecure_skip_verify", false);
        settings.serverName = section.string("server_name_override", null);
        settings.authorities.read(section, "ca");
        settings.readCommon(section);
        settings.warn(section);
        return settings;
    }

    /** Reads the section {@code tls_config} of a scrape, with Prometheus's keys. */
    static TlsSettings prometheus(Section section) {
        TlsSettings settings = new TlsSettings(false);
        settings.skipVerify = section.bool("insecure_skip_verify", false);
        settings.serverName = section.string("server_name", null);
        settings.authorities.read(section, "ca", "ca");
        settings.certificate.read(section, "cert", "cert");
        settings.key.read(section, "key", "key");
        settings.versionMin += section.choice("min_version", 0, "TLS12", "TLS13");
        settings.versionMax -= section.choice("max_version", 0, "TLS13", "TLS12");
        settings.warn(section);
        settings.check(section);
        return settings;
    }

    private void warn(Section section) {
        if (skipVerify) {
            section.problems().note(section.node("insecure_skip_verify"), "insecure_skip_verify: "
                    + "whoever sits between here and the server can read and change all of it; "
                    + "name the authority as ca_file instead");
        }
    }

    /** Reads the section {@code tls} of a server; the problems say it when that is not enough. */
    public static TlsSettings server(Section section) {
        TlsSettings settings = new TlsSettings(true);
        settings.authorities.read(section, "client_ca");
        settings.readCommon(section);
        if (!settings.certificate.isThere()) {
            section.problems().error(section.place(), "a server needs cert_file and key_file");
        }
        return settings;
    }

    private void readCommon(Section section) {
        certificate.read(section, "cert");
        key.read(section, "key");
        versionMin += section.choice("min_version", 0, "1.2", "1.3");
        versionMax -= section.choice("max_version", 0, "1.3", "1.2");
        reloadNanos = section.duration("reload_interval", 0, 0, DAY);
        check(section);
    }

    private void check(Section section) {
        if (certificate.isThere() != key.isThere()) {
            section.problems().error(section.place(), certificate.isThere()
                    ? "cert_file is there, key_file is missing"
                    : "key_file is there, cert_file is missing");
        }
        if (versionMin > versionMax) {
            section.problems().error(section.place(), "min_version is above max_version");
        }
        section.finish();
    }

    /** Takes what is not set from the OTLP exporter's variables, and the system's own. */
    public void readEnvironment(Environment environment) {
        if (!authorities.isThere()) {
            authorities.path = environment.certificate();
        }
        if (!certificate.isThere()) {
            certificate.path = environment.clientCertificate();
            key.path = environment.clientKey();
        }
    }

    /** Where the system's authorities are, if {@code SSL_CERT_FILE} says it, as OpenSSL has it. */
    public void readSystem(Environment environment) {
        systemAuthorities = environment.get("SSL_CERT_FILE");
    }
}

package dev.mote.exporter.loki;

import dev.mote.config.Environment;
import dev.mote.config.Section;
import dev.mote.exporter.PostSettings;

/** What a {@code loki} exporter can be told, with its defaults. */
public final class LokiSettings {
    private static final String PATH = "/loki/api/v1/push";
    /** What Loki's own OTLP receiver makes labels of. */
    private static final String[] LABELS = {"service.name", "service.namespace",
        "service.instance.id", "deployment.environment", "deployment.environment.name",
        "cloud.region", "cloud.availability_zone", "k8s.cluster.name", "k8s.namespace.name",
        "k8s.pod.name", "k8s.container.name", "container.name", "k8s.replicaset.name",
        "k8s.deployment.name", "k8s.statefulset.name", "k8s.daemonset.name", "k8s.cronjob.name",
        "k8s.job.name"};

    public final PostSettings post;
    /** Whose logs these are, where Loki has several tenants; null: it has one. */
    public final String tenant;
    /** Resource attributes that become labels. */
    public final String[] labels;
    /** Labels of every stream: name, value, name, value …. */
    public final String[] externalLabels;

    private LokiSettings(PostSettings post, String tenant, String[] labels,
            String[] externalLabels) {
        this.post = post;
        this.tenant = tenant;
        this.labels = labels;
        this.externalLabels = externalLabels;
    }

    /** All defaults, to one URL. */
    public static LokiSettings to(String url) {
        return new LokiSettings(PostSettings.to(url), null, LABELS, new String[0]);
    }

    /** Reads the keys about the far end; null when something is wrong, which is told. */
    public static LokiSettings from(Section section, Environment environment) {
        String tenant = section.string("tenant_id", null);
        String[] labels = section.strings("labels", LABELS);
        String[] external = section.pairs("external_labels");
        String[] headers = tenant == null ? new String[0] : new String[] {"X-Scope-OrgID", tenant};
        PostSettings post = PostSettings.from(section, environment, PATH, headers);
        return post == null ? null : new LokiSettings(post, tenant, labels, external);
    }
}

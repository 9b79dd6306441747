package dev.mote.it;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** Questions to a running Prometheus, by its federation page, which is plain text. */
final class Prometheus {
    private Prometheus() {
    }

    /** The newest sample of every series that the selector finds; stale series are left out. */
    static List<Exposition.Sample> series(int port, String selector) {
        return Exposition.parse(get("http://127.0.0.1:" + port + "/federate?match[]="
                + URLEncoder.encode(selector, StandardCharsets.UTF_8))).samples();
    }

    /** What a query in PromQL gives, in JSON. */
    static String query(int port, String query) {
        return get("http://127.0.0.1:" + port + "/api/v1/query?query="
                + URLEncoder.encode(query, StandardCharsets.UTF_8));
    }

    /** What Prometheus says about its targets, for the message of a failure. */
    static String targets(int port) {
        return get("http://127.0.0.1:" + port + "/api/v1/targets");
    }

    /** The body of an answer, whatever its status. */
    static String get(String url) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url.replace("[]", "%5B%5D")))
                .timeout(Duration.ofSeconds(10)).build();
        try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
                .build()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(url + ": " + e, e);
        }
    }
}

package dev.mote.http;

/** What the server says when it does not do what was asked: what is wrong, and what to do. */
final class Refusals {
    private Refusals() {
    }

    static void explain(ServerResponse response, int status) {
        if (status == 405) {
            response.header("Allow", "GET, HEAD");
        }
        response.status(status).body().ascii(text(status)).put('\n');
    }

    private static String text(int status) {
        return switch (status) {
            case 400 -> "This is not a request that HTTP/1.1 allows.";
            case 404 -> "Nothing is here. There are /, /metrics and /healthz.";
            case 405 -> "Only GET and HEAD are answered here.";
            case 408 -> "The request did not arrive within 10 seconds.";
            case 413 -> "Requests with a body are not taken here.";
            case 414 -> "The request line is longer than 8,192 bytes.";
            case 421 -> "This address is local and answers to localhost, 127.0.0.1 and [::1] only. "
                    + "To reach it by another name, start mote with --listen 0.0.0.0:7077.";
            case 431 -> "The request's headers are longer than 8,192 bytes.";
            case 505 -> "HTTP/1.0 and HTTP/1.1 are spoken here.";
            default -> "The request was not answered.";
        };
    }
}

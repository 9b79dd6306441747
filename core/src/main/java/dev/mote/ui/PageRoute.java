package dev.mote.ui;

import dev.mote.http.Route;
import dev.mote.http.ServerRequest;
import dev.mote.http.ServerResponse;

/** {@code /}, {@code /page.css} and {@code /page.js}: the host's values, refreshing themselves. */
public final class PageRoute implements Route {
    /** Nothing from elsewhere, nobody may frame it (w3.org, Content Security Policy Level 3). */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
            + "connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; "
            + "frame-ancestors 'none'";

    @Override
    public boolean handle(ServerRequest request, ServerResponse response, long nowNanos) {
        if (request.pathIs("/")) {
            response.contentType("text/html; charset=utf-8").body().ascii(PageFrame.TEXT);
        } else if (request.pathIs("/page.css")) {
            response.contentType("text/css; charset=utf-8").body().ascii(PageStyle.TEXT);
        } else if (request.pathIs("/page.js")) {
            response.contentType("text/javascript; charset=utf-8").body().ascii(PageScript.TEXT);
        } else {
            return false;
        }
        response.header("Content-Security-Policy", POLICY).header("Referrer-Policy", "no-referrer");
        return true;
    }
}

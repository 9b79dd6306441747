package dev.mote.http2;

import dev.mote.http.Headers;

/** What a list of headers must be like: RFC 9113, section 8.2 and 8.3. */
final class HeaderRules {
    private static final String[] CONNECTION_HEADERS =
            {"connection", "keep-alive", "proxy-connection", "transfer-encoding", "upgrade"};
    private static final String[] REQUEST = {":method", ":scheme", ":path", ":authority"};
    private static final int METHOD = 1;
    private static final int REQUIRED = 7;

    private HeaderRules() {
    }

    /** Whether the list is a request's head. */
    static boolean isRequest(Headers headers) {
        int seen = 0;
        int pseudo = 0;
        while (pseudo < headers.count() && isPseudo(headers.at(pseudo))) {
            int known = 0;
            while (known < REQUEST.length && !headers.nameIs(REQUEST[known])) {
                known++;
            }
            if (known == REQUEST.length || (seen & 1 << known) != 0
                    || headers.valueLength() == 0) {
                return false;
            }
            seen |= 1 << known;
            pseudo++;
        }
        boolean connect = (seen & METHOD) != 0 && headers.find(":method")
                && headers.valueIs("CONNECT");
        return ((seen & REQUIRED) == REQUIRED || connect) && areFields(headers, pseudo);
    }

    /** Whether the list is the head of an answer. */
    static boolean isResponse(Headers headers) {
        return headers.count() > 0 && headers.at(0).nameIs(":status")
                && headers.valueLength() == 3 && headers.number() >= 100 && areFields(headers, 1);
    }

    static boolean areTrailers(Headers headers) {
        return areFields(headers, 0);
    }

    private static boolean isPseudo(Headers header) {
        return header.nameLength() > 0 && header.bytes()[header.nameOffset()] == ':';
    }

    private static boolean areFields(Headers headers, int from) {
        for (int index = from; index < headers.count(); index++) {
            if (!isField(headers.at(index))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isField(Headers header) {
        byte[] bytes = header.bytes();
        int value = header.valueOffset();
        int end = value + header.valueLength();
        for (int at = header.nameOffset(); at < value; at++) {
            if (bytes[at] <= ' ' || bytes[at] == ':' || bytes[at] >= 'A' && bytes[at] <= 'Z'
                    || bytes[at] == 127) {
                return false;
            }
        }
        for (int at = value; at < end; at++) {
            if (bytes[at] == 0 || bytes[at] == '\r' || bytes[at] == '\n') {
                return false;
            }
        }
        for (String forbidden : CONNECTION_HEADERS) {
            if (header.nameIs(forbidden)) {
                return false;
            }
        }
        return header.nameLength() > 0 && (!header.nameIs("te") || header.valueIs("trailers"));
    }
}

package dev.mote.gateway.user;

/**
 * A data point, log record or span, for the code of users. Values of attributes are {@link String},
 * {@link Long}, {@link Double} or {@link Boolean}; lists, maps and bytes cannot be read, but go on
 * as they are.
 */
public interface UserItem {
    /** What the item is. */
    enum Kind {
        DATA_POINT, LOG_RECORD, SPAN
    }

    Kind kind();

    /** Of the point's metric or of the span; empty for a log record. */
    String name();

    /** Of a log record, when it is a text; else null. */
    String body();

    /** The attribute's value; null when there is none, or none of the types above. */
    Object attribute(String key);

    /** The same of what the item comes from. */
    Object resourceAttribute(String key);

    /** Sets an attribute of the item to a value of the types above; {@link Integer} works too. */
    void set(String key, Object value);

    /** Removes an attribute of the item, if it is there. */
    void remove(String key);
}

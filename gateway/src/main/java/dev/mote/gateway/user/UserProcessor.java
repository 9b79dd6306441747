package dev.mote.gateway.user;

import java.util.Map;

/**
 * What a user's class implements to see every data point, log record and span of a pipeline. It has
 * a public constructor without parameters. Each loop of the gateway and each pipeline that names
 * the processor has an object of its own, which is called by one thread only. It has the loop for
 * itself while it runs: it must not wait for anything.
 */
public interface UserProcessor {
    /**
     * Told its settings, once, before the first item.
     *
     * @throws Exception when they are wrong: the gateway then does not start, and says why
     */
    default void configure(Map<String, String> settings) throws Exception {
    }

    /**
     * Looks at one item and may change it. The item is lent: it is valid until this returns.
     *
     * @return whether it goes on; false leaves it out
     * @throws Exception for whatever went wrong: it is counted, and the item goes on as it was, or
     *     is dropped, as the config's {@code on_error} says
     */
    boolean process(UserItem item) throws Exception;
}

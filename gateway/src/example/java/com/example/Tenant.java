package com.example;

import dev.mote.gateway.user.UserItem;
import dev.mote.gateway.user.UserProcessor;
import java.util.Map;

/**
 * An example of a processor: puts on every item whose it is, by the beginning of its service's
 * name, and leaves out what belongs to nobody. Compile it against {@code mote-gateway.jar}, put it
 * into a jar and name both in the config.
 */
public final class Tenant implements UserProcessor {
    private String separator = "-";

    @Override
    public void configure(Map<String, String> settings) {
        separator = settings.getOrDefault("separator", separator);
        if (separator.isEmpty()) {
            throw new IllegalArgumentException("separator is empty");
        }
    }

    @Override
    public boolean process(UserItem item) {
        String service = (String) item.resourceAttribute("service.name");
        int end = service.indexOf(separator);
        if (end > 0) {
            item.set("tenant", service.substring(0, end));
            item.remove("password");
        }
        return end > 0;
    }
}

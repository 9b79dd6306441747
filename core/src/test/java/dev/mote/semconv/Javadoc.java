package dev.mote.semconv;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The description of a class, from its source, as markdown. */
final class Javadoc {
    private static final Pattern OF_CLASS = Pattern.compile(
            "/\\*\\*((?:(?!\\*/).)*)\\*/\\s*(?:public )?(?:final )?class", Pattern.DOTALL);

    private Javadoc() {
    }

    static String markdown(String source) {
        Matcher found = OF_CLASS.matcher(source);
        if (!found.find()) {
            return "";
        }
        String text = found.group(1).replaceAll("(?m)^\\s*\\*( |$)", "").strip();
        text = text.replaceAll("(?m)^<p>", "");
        text = text.replace("<pre>", "```").replace("</pre>", "```");
        text = text.replaceAll("\\{@(?:code|link)\\s+#?([^}]*)}", "`$1`");
        text = text.replaceAll("<b>|</b>", "**").replace("&lt;", "<").replace("&gt;", ">");
        return text + "\n";
    }
}

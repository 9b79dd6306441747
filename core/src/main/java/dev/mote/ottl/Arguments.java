package dev.mote.ottl;

import dev.mote.bytes.Buffer;
import dev.mote.config.Suggestion;
import dev.mote.regex.Regex;
import dev.mote.regex.RegexException;
import java.util.Arrays;
import java.util.List;

/** What a function is called with; each getter checks one argument. */
final class Arguments {
    private final OttlText in;
    private final String function;
    private final int at;
    private final List<Expression> values;
    private final List<Integer> places;
    private final OttlContext context;

    Arguments(OttlText in, String function, int at, List<Expression> values,
            List<Integer> places, OttlContext context) {
        this.in = in;
        this.function = function;
        this.at = at;
        this.values = values;
        this.places = places;
        this.context = context;
    }

    int count() {
        return values.size();
    }

    /** Throws unless there are as many as the function takes. */
    Arguments count(int least, int most) {
        if (values.size() < least || values.size() > most) {
            throw in.error(at, function + " takes " + least
                    + (most > least ? " to " + most : "") + " arguments, here are "
                    + values.size());
        }
        return this;
    }

    private int place(int index) {
        return places.get(index);
    }

    Expression value(int index, int types, String expected) {
        return in.check(place(index), values.get(index), types, expected);
    }

    Expression any(int index) {
        return values.get(index);
    }

    Expression text(int index) {
        return value(index, Expression.STRING, "a text");
    }

    /** A text that stands in the statement. */
    String constant(int index) {
        if (values.get(index) instanceof Literal literal && literal.text != null) {
            return literal.text;
        }
        throw in.error(place(index), "expected a text in quotes");
    }

    /** One of some words, in quotes; its index. */
    int choice(int index, String... words) {
        int choice = Arrays.asList(words).indexOf(constant(index));
        if (choice < 0) {
            throw in.error(place(index), "unknown \"" + constant(index) + "\""
                    + Suggestion.of(constant(index), Arrays.asList(words)));
        }
        return choice;
    }

    /** A whole number, not negative, that stands in the statement. */
    int number(int index) {
        if (values.get(index) instanceof Literal literal && literal.types == Expression.INTEGER
                && literal.result.number() >= 0 && literal.result.number() <= 1 << 20) {
            return (int) literal.result.number();
        }
        throw in.error(place(index), "expected a whole number from 0 to " + (1 << 20));
    }

    Regex regex(int index) {
        try {
            return Regex.compile(constant(index));
        } catch (RegexException e) {
            throw in.error(place(index) + 1 + e.position(), e.getMessage());
        }
    }

    List<Expression> list(int index) {
        if (values.get(index) instanceof ListLiteral list) {
            return list.items;
        }
        throw in.error(place(index), "expected a list in [ ]");
    }

    /** A list of texts that stand in the statement, as UTF-8. */
    byte[][] keys(int index) {
        List<Expression> items = list(index);
        byte[][] keys = new byte[items.size()][];
        for (int item = 0; item < keys.length; item++) {
            if (!(items.get(item) instanceof Literal literal) || literal.text == null) {
                throw in.error(place(index), "expected a list of texts in quotes");
            }
            keys[item] = utf8(literal.text);
        }
        return keys;
    }

    static byte[] utf8(String text) {
        Buffer bytes = new Buffer(text.length()).utf8(text);
        return Arrays.copyOf(bytes.bytes(), bytes.length());
    }

    /** A path that the statement may set. */
    Path target(int index) {
        if (!(values.get(index) instanceof Path path)) {
            throw in.error(place(index), "expected a path to set, as attributes[\"name\"]");
        }
        if (!path.canBeSet()) {
            throw in.error(place(index), path.text + " can be read, but not set");
        }
        if (path.context != context) {
            throw in.error(place(index), path.text + " can be read here, but not set: what is"
                    + " around a " + context.word + " is written before it; put the statement"
                    + " under context: " + path.context.word);
        }
        return path;
    }

    /** A path to a map that the statement may change. */
    Path map(int index) {
        value(index, Expression.MAP, "a map, as attributes");
        return target(index);
    }
}

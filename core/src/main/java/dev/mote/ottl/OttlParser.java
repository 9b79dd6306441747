package dev.mote.ottl;

import dev.mote.config.Suggestion;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads statements and conditions, by precedence from the outside in: {@code or}, {@code and},
 * {@code not}, comparison, sum, product, and what stands alone.
 */
public final class OttlParser {
    private static final int DEPTH_MAX = 100;

    private final OttlText in;
    private final OttlContext context;
    private final OttlPaths paths;
    private int depth;

    private OttlParser(String text, OttlContext context) {
        in = new OttlText(text);
        this.context = context;
        paths = new OttlPaths(in, context);
    }

    /** Throws {@link OttlException} when the text is not a condition of the context. */
    public static OttlCondition condition(String text, OttlContext context) {
        OttlParser parser = new OttlParser(text, context);
        Expression expression = parser.bool();
        parser.in.end();
        return new OttlCondition(expression);
    }

    /** Throws {@link OttlException} when the text is not a statement of the context. */
    public static OttlStatement statement(String text, OttlContext context) {
        OttlParser parser = new OttlParser(text, context);
        int at = parser.in.position();
        String name = parser.in.word();
        if (name.isEmpty()) {
            throw parser.in.error(at, "a statement begins with a function" + known(Editors.NAMES));
        }
        OttlStatement.Editor editor = Editors.make(name, parser.arguments(at, name));
        if (editor == null) {
            throw parser.in.error(at, "unknown function \"" + name + "\""
                    + Suggestion.of(name, Editors.NAMES));
        }
        Expression where = parser.in.nextWord("where") ? parser.bool() : null;
        parser.in.end();
        return new OttlStatement(editor, where);
    }

    private static String known(List<String> names) {
        return Suggestion.of("", names);
    }

    private Arguments arguments(int at, String name) {
        List<Expression> values = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        if (!in.next("(")) {
            throw in.error(in.position(), "expected ( after " + name);
        }
        while (!in.next(")")) {
            if (!values.isEmpty() && !in.next(",")) {
                throw in.error(in.position(), "expected , or )");
            }
            places.add(in.position());
            values.add(expression());
        }
        return new Arguments(in, name, at, values, places, context);
    }

    /** A condition. */
    private Expression bool() {
        int at = in.position();
        return in.check(at, expression(), Expression.BOOLEAN, "a condition");
    }

    private Expression expression() {
        if (++depth > DEPTH_MAX) {
            throw in.error(in.position(), "nests deeper than " + DEPTH_MAX);
        }
        int at = in.position();
        Expression left = and();
        while (in.nextWord("or")) {
            left = logic(Logic.Kind.OR, at, left, and());
        }
        depth--;
        return left;
    }

    private Expression and() {
        int at = in.position();
        Expression left = not();
        while (in.nextWord("and")) {
            left = logic(Logic.Kind.AND, at, left, not());
        }
        return left;
    }

    private Expression logic(Logic.Kind kind, int at, Expression left, Expression right) {
        in.check(at, left, Expression.BOOLEAN, "a condition");
        in.check(at, right, Expression.BOOLEAN, "a condition");
        return new Logic(kind, left, right);
    }

    private Expression not() {
        int at = in.position();
        if (in.nextWord("not")) {
            return new Logic(Logic.Kind.NOT,
                    in.check(at, not(), Expression.BOOLEAN, "a condition"), null);
        }
        return comparison();
    }

    private Expression comparison() {
        int at = in.position();
        Expression left = sum();
        for (int operator = 0; operator < Comparison.OPERATORS.length; operator++) {
            if (in.next(Comparison.OPERATORS[operator])) {
                Expression right = sum();
                if (!Comparison.canCompare(left.types, right.types)) {
                    throw in.error(at, "this compares " + Expression.words(left.types) + " with "
                            + Expression.words(right.types) + ", which are never equal");
                }
                return new Comparison(operator, left, right);
            }
        }
        return left;
    }

    private Expression sum() {
        int at = in.position();
        Expression left = product();
        while (true) {
            char operator = in.next("+") ? '+' : in.next("-") ? '-' : 0;
            if (operator == 0) {
                return left;
            }
            left = arithmetic(operator, at, left, product());
        }
    }

    private Expression product() {
        int at = in.position();
        Expression left = single();
        while (true) {
            char operator = in.next("*") ? '*' : in.next("/") ? '/' : 0;
            if (operator == 0) {
                return left;
            }
            left = arithmetic(operator, at, left, single());
        }
    }

    private Expression arithmetic(char operator, int at, Expression left, Expression right) {
        in.check(at, left, Expression.NUMBER, "a number");
        in.check(at, right, Expression.NUMBER, "a number");
        return new Arithmetic(operator, left, right);
    }

    private Expression single() {
        int at = in.position();
        if (in.next("(")) {
            Expression inside = expression();
            if (!in.next(")")) {
                throw in.error(in.position(), "expected )");
            }
            return inside;
        }
        if (in.next("[")) {
            return list();
        }
        Expression literal = in.literal();
        if (literal != null) {
            return literal;
        }
        String word = in.word();
        if (word.isEmpty()) {
            throw in.error(at, "expected a value, a path or a function");
        }
        if (in.peek() == '(') {
            Expression call = Converters.make(word, arguments(at, word));
            if (call == null) {
                throw in.error(at, "unknown function \"" + word + "\""
                        + Suggestion.of(word, Converters.NAMES));
            }
            return call;
        }
        Expression constant = Enums.of(word);
        return constant != null ? constant : paths.read(at, word);
    }

    private Expression list() {
        List<Expression> items = new ArrayList<>();
        while (!in.next("]")) {
            if (!items.isEmpty() && !in.next(",")) {
                throw in.error(in.position(), "expected , or ]");
            }
            items.add(expression());
        }
        return new ListLiteral(items);
    }
}

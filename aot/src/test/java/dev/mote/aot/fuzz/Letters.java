package dev.mote.aot.fuzz;

/** Strings and builders beyond the everyday: code points, ranges that do not fit, switches. */
final class Letters implements Feature {
    @Override
    public String expression(Context context, Type type, int depth) {
        Dice dice = context.dice;
        String text = context.of(Type.TEXT, depth - 1);
        String other = context.of(Type.TEXT, 1);
        String number = context.of(Type.INT, 1);
        return switch (type) {
            case INT -> text + switch (dice.below(7)) {
                case 0 -> ".codePointAt(" + number + " & 3)";
                case 1 -> ".lastIndexOf(" + other + ")";
                case 2 -> ".indexOf(" + context.exactly(Type.CHAR, 1) + ", " + number + ")";
                case 3 -> ".compareToIgnoreCase(" + other + ")";
                case 4 -> ".codePointCount(0, " + number + " & 3)";
                case 5 -> ".offsetByCodePoints(0, " + number + " & 1)";
                default -> ".charAt(" + number + " & 7)";
            };
            case BOOLEAN -> text + switch (dice.below(5)) {
                case 0 -> ".equalsIgnoreCase(" + other + ")";
                case 1 -> ".contentEquals(" + other + ")";
                case 2 -> ".regionMatches(" + dice.chance(50) + ", " + number + " & 1, " + other
                        + ", 0, 2)";
                case 3 -> ".isBlank()";
                default -> ".intern() == " + other + ".intern()";
            };
            case CHAR -> "Tools.cut(" + text + ").toCharArray()[" + number + " & 3]";
            case TEXT -> text(context, text, other, number);
            default -> null;
        };
    }

    private static String text(Context context, String text, String other, String number) {
        Dice dice = context.dice;
        String c = context.exactly(Type.CHAR, 1);
        return switch (dice.below(14)) {
            case 0 -> text + ".substring(" + number + " & 7, " + context.of(Type.INT, 1) + " & 7)";
            case 1 -> "Tools.cut(" + text + ".replace(" + other + ", \"<>\"))";
            case 2 -> text + dice.pick(".strip()", ".stripLeading()", ".stripTrailing()");
            case 3 -> "String.valueOf(Tools.cut(" + text + ").toCharArray(), " + number
                    + " & 1, 2)";
            case 4 -> "new String(Tools.cut(" + text + ").getBytes("
                    + "java.nio.charset.StandardCharsets." + dice.pick("UTF_8", "ISO_8859_1",
                    "US_ASCII") + "), java.nio.charset.StandardCharsets." + dice.pick("UTF_8",
                    "ISO_8859_1") + ")";
            case 5 -> "String.join(" + other + ", \"a\", Tools.cut(" + text + "), \"\")";
            case 6 -> "Character.toString(" + number
                    + dice.pick(" & 0x1ffff", "") + ")";
            case 7 -> "Tools.cut(" + text + ") + " + context.exactly(dice.pick(Type.DOUBLE,
                    Type.CHAR, Type.LONG, Type.OBJECT, Type.FLOAT), 1);
            case 8 -> "Tools.changed(Tools.cut(" + text + "), " + number + ", " + c + ")";
            case 9 -> "new StringBuilder(" + text + ").delete(" + number + " & 3, "
                    + context.of(Type.INT, 1) + " & 7).toString()";
            case 10 -> "new StringBuilder(" + text + ").replace(" + number + " & 1, 3, " + other
                    + ").reverse().toString()";
            case 11 -> "new StringBuilder().appendCodePoint(" + number + ").append("
                    + text + ", 0, " + number + " & 1).toString()";
            case 12 -> "new StringBuilder(Tools.cut(" + text + ")).insert(" + number + " & 3, "
                    + context.exactly(dice.pick(Type.DOUBLE, Type.CHAR, Type.LONG, Type.TEXT), 1)
                    + ").substring(" + context.of(Type.INT, 1) + " & 3)";
            default -> "\"\"\"\n  block \\\"\\t\n    of ${x}\\\n text\"\"\".concat(" + other
                    + ")";
        };
    }

    @Override
    public boolean statement(Context context, Source out, Statements statements, int depth) {
        String name = context.fresh("v");
        out.line("StringBuilder " + name + " = new StringBuilder(" + context.of(Type.TEXT, 1)
                + ");");
        out.open("for (int point : new int[] {" + context.of(Type.INT, 1) + " & 0x1ffff, 'a', "
                + "0x1f600})");
        out.line(name + ".appendCodePoint(point).append(point).append(State.z);");
        out.close();
        out.line("State.text = Tools.cut(" + name + context.dice.pick("", ".reverse()",
                ".deleteCharAt(1)") + ".toString());");
        return true;
    }
}

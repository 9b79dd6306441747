package dev.mote.aot.fuzz;

/** Collections: each operation on its own, with arguments that may be null or out of range. */
final class Collected implements Feature {
    @Override
    public String expression(Context context, Type type, int depth) {
        Dice dice = context.dice;
        String text = context.of(Type.TEXT, 1);
        return switch (type) {
            case INT -> number(context, depth);
            case BOOLEAN -> switch (dice.below(6)) {
                case 0 -> "Bags.deque.contains(" + context.of(Type.OBJECT, depth - 1) + ")";
                case 1 -> "Bags.tree.containsKey(" + text + ")";
                case 2 -> "Bags.linked.containsValue(" + context.of(Type.OBJECT, 1) + ")";
                case 3 -> "Bags.set.add(" + context.of(Type.OBJECT, depth - 1) + ")";
                case 4 -> "Bags.chain.removeIf(x -> x instanceof String)";
                default -> "Bags.set." + dice.pick("retainAll", "removeAll", "containsAll")
                        + "(List.of(1, " + context.of(Type.INT, 1) + "))";
            };
            case TEXT -> switch (dice.below(6)) {
                case 0 -> "Bags.text(Bags." + dice.pick("deque", "tree.keySet()", "tree.entrySet()",
                        "linked.keySet()", "linked.values()", "chain", "set",
                        "tree.descendingMap().keySet()", "tree.headMap(\"a\").keySet()",
                        "tree.tailMap(\"Aa\", false).values()") + ")";
                case 1 -> "Bags.tree." + dice.pick("floorKey", "ceilingKey", "higherKey",
                        "lowerKey") + "(" + text + ")";
                case 2 -> "Bags.tree." + dice.pick("firstKey()", "lastKey()");
                case 3 -> "Bags.queue." + dice.pick("poll()", "peek()", "remove()", "element()");
                case 4 -> "Tools.cut(Bags." + dice.pick("linked", "tree", "chain", "deque")
                        + ".toString())";
                default -> "Tools.cut(String.join(\"+\", Bags.tree.keySet()))";
            };
            case OBJECT -> object(context, depth);
            default -> null;
        };
    }

    private static String object(Context context, int depth) {
        Dice dice = context.dice;
        String text = context.of(Type.TEXT, 1);
        return switch (dice.below(8)) {
            case 0 -> "Bags.deque." + dice.pick("pollFirst()", "pollLast()", "peekFirst()",
                    "removeLast()", "getFirst()", "pop()");
            case 1 -> "Bags.chain." + dice.pick("getFirst()", "removeLast()", "peek()",
                    "pollLast()");
            case 2 -> "Bags.chain.get(" + context.of(Type.INT, 1) + dice.pick("", " & 3", " & 1")
                    + ")";
            case 3 -> "Bags.linked." + dice.pick("get", "remove") + "(" + text + ")";
            case 4 -> "Bags.tree.put(" + text + ", " + context.of(Type.OBJECT, depth - 1) + ")";
            case 5 -> "Bags.linked.merge(" + text + ", " + context.of(Type.OBJECT, 1)
                    + ", (a, b) -> \"\" + Tools.hash(a))";
            case 6 -> "Bags.tree.computeIfAbsent(" + text + ", String::length)";
            default -> "Bags.linked.getOrDefault(" + text + ", 3)";
        };
    }

    private static String number(Context context, int depth) {
        Dice dice = context.dice;
        return switch (dice.below(7)) {
            case 0 -> "Bags." + dice.pick("deque", "tree", "linked", "queue", "chain", "set")
                    + ".size()";
            case 1 -> "Bags.chain." + dice.pick("indexOf", "lastIndexOf") + "("
                    + context.of(Type.OBJECT, depth - 1) + ")";
            case 2 -> "Collections.frequency(State.list, " + context.of(Type.OBJECT, 1) + ")";
            case 3 -> "Bags.thin(Bags." + dice.pick("deque", "chain", "set", "linked.keySet()",
                    "tree.keySet()") + ", " + context.of(Type.INT, 1) + ", " + dice.chance(70)
                    + ")";
            case 4 -> "List.of(" + context.of(Type.INT, 1) + ", " + context.of(Type.INT, 1)
                    + ").hashCode()";
            case 5 -> "Bags.tree.subMap(" + context.of(Type.TEXT, 1) + ", "
                    + context.of(Type.TEXT, 1) + ").size()";
            default -> "Collections." + dice.pick("max", "min") + "(List.of((int) "
                    + context.of(Type.INT, depth - 1) + ", (int) " + context.of(Type.INT, 1)
                    + "))";
        };
    }

    @Override
    public boolean statement(Context context, Source out, Statements statements, int depth) {
        Dice dice = context.dice;
        String object = context.of(Type.OBJECT, depth);
        String text = context.of(Type.TEXT, depth);
        out.open("if (Bags.room())");
        out.line(switch (dice.below(10)) {
            case 0 -> "Bags.deque." + dice.pick("addFirst", "addLast", "offerFirst", "push") + "("
                    + object + ");";
            case 1 -> "Bags.linked.put(" + text + ", " + object + ");";
            case 2 -> "Bags.queue.add(" + text + ");";
            case 3 -> "Bags.chain.add(" + context.of(Type.INT, 1) + " & 3, " + object + ");";
            case 4 -> "Collections." + dice.pick("reverse(State.list)", "swap(State.list, 0, "
                    + context.of(Type.INT, 1) + " & 1)", "rotate(State.list, "
                    + context.of(Type.INT, 1) + ")", "shuffle(Bags.chain, new Random("
                    + context.of(Type.INT, 1) + "))") + ";";
            case 5 -> dice.pick("State.list", "Bags.chain")
                    + ".sort(Comparator.comparing(Tools::hash));";
            case 6 -> "State.list.subList(0, State.list.size() / 2)" + dice.pick(".clear();",
                    ".add(" + object + ");", ".replaceAll(x -> x + \"!\");");
            case 7 -> "Bags.set.addAll(" + dice.pick("Bags.chain", "State.list", "List.of("
                    + object + ")", "Arrays.asList(" + object + ", null)") + ");";
            case 8 -> "Bags.tree.putAll(Map.of(" + text + ", " + object + "));";
            default -> dice.pick("List.of(1)", "Collections.unmodifiableList(Bags.chain)",
                    "Arrays.<Object>asList(1, 2)", "Collections.emptyList()")
                    + ".remove(" + context.of(Type.INT, 1) + " & 1);";
        });
        out.close();
        return true;
    }
}

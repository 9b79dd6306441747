package dev.mote.aot.cases;

/** Throwing, catching, finally, resources, and the messages of what the machine itself throws. */
final class ExceptionCases {
    private static final StringBuilder LOG = new StringBuilder();
    private static int deep;

    private ExceptionCases() {}

    static void run() {
        finallyOrder();
        resources();
        messages();
        library();
        limits();
    }

    @SuppressWarnings("finally")
    private static int withFinally(int k) {
        try {
            if (k == 0) {
                return 1;
            }
            if (k == 1) {
                throw new IllegalStateException("x");
            }
            k = 9 / (k - 2);
        } catch (IllegalStateException e) {
            LOG.append('c');
            return 2;
        } finally {
            LOG.append('f');
            if (k == 9) {
                return 99;
            }
        }
        return k;
    }

    private static int nested(int k) {
        try {
            try {
                if (k > 0) {
                    throw new RuntimeException("a" + k);
                }
            } finally {
                if (k > 1) {
                    throw new IllegalArgumentException("b");
                }
                LOG.append('i');
            }
        } catch (IllegalArgumentException e) {
            return 10 + k;
        } catch (RuntimeException e) {
            return 20 + k;
        }
        return 0;
    }

    private static int loops() {
        int sum = 0;
        outer:
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 4; j++) {
                try {
                    if (j == 2) {
                        continue outer;
                    }
                    if (i == 3) {
                        break outer;
                    }
                    sum += 1;
                } finally {
                    sum += 10;
                }
            }
        }
        return sum;
    }

    private static int returnsValueBeforeFinally() {
        int x = 1;
        try {
            return x;
        } finally {
            x = 2;
        }
    }

    private static void finallyOrder() {
        LOG.setLength(0);
        for (int k : new int[] {0, 1, 3, 5}) {
            Out.line("finally " + k, withFinally(k));
        }
        Out.trial("finally and thrown", () -> withFinally(2));
        Out.line("nested", nested(0) + " " + nested(1) + " " + nested(2) + " " + LOG);
        Out.line("loops", loops());
        Out.line("return", returnsValueBeforeFinally());
        Out.trial("cause", () -> {
            throw new RuntimeException("m", new Exception("c"));
        });
        Out.trial("rethrown", () -> {
            try {
                throw new Error("first");
            } catch (Throwable t) {
                t.addSuppressed(new Exception("second"));
                throw t;
            }
        });
        Out.trial("to string", () -> new IllegalStateException("text").toString()
                + new Exception().toString() + new RuntimeException(new Error("e")).getMessage());
    }

    private record Resource(String name, boolean fails) implements AutoCloseable {
        Resource {
            LOG.append("open ").append(name).append(' ');
        }

        @Override
        public void close() {
            LOG.append("close ").append(name).append(' ');
            if (fails) {
                throw new IllegalStateException("close " + name);
            }
        }
    }

    private static void resources() {
        LOG.setLength(0);
        Out.trial("two resources", () -> {
            try (Resource a = new Resource("a", true); Resource b = new Resource("b", true)) {
                LOG.append(a.name()).append(b.name()).append(' ');
                throw new RuntimeException("body");
            }
        });
        Out.trial("only close fails", () -> {
            try (Resource a = new Resource("a", true)) {
                return a.name();
            }
        });
        Out.trial("null resource", () -> {
            try (Resource a = (Resource) Out.nothing) {
                return "body " + a;
            }
        });
        Out.line("log", LOG);
    }

    private static void messages() {
        int three = 3 * Out.one;
        Out.trial("index", () -> {
            int[] x = new int[three];
            return x[7];
        });
        Out.trial("second index", () -> {
            int[][] x = new int[three][1];
            return x[1][three];
        });
        Out.trial("index negative", () -> {
            byte[] x = new byte[2];
            x[-Out.one] = 1;
            return x;
        });
        Out.trial("size", () -> new byte[-three]);
        Out.trial("size of second", () -> new int[three][-three]);
        Out.trial("size of first", () -> new String[-three][three]);
        Out.trial("store", () -> {
            Object[] x = new String[1];
            x[0] = Integer.valueOf(1);
            return x;
        });
        Out.trial("store in arrays", () -> {
            Object[] x = new int[1][];
            x[0] = new long[0];
            return x;
        });
        Out.trial("cast", () -> (Integer) (Object) "x");
        Out.trial("cast array", () -> (int[]) (Object) new long[0]);
        Out.trial("cast to array", () -> (String[]) (Object) new Object[0]);
        Out.trial("null call", () -> ((String) Out.nothing).length());
        Out.trial("null length", () -> ((int[]) Out.nothing).length);
        Out.trial("null throw", () -> {
            throw (RuntimeException) Out.nothing;
        });
        Out.trial("null unboxing", () -> 1 + (Integer) Out.nothing);
        Out.trial("null lock", () -> {
            synchronized (Out.nothing) {
                return 1;
            }
        });
        Out.trial("null switch", () -> {
            switch ((String) Out.nothing) {
                default:
                    return "default";
            }
        });
    }

    private static void library() {
        Out.trial("charAt", () -> "abc".charAt(5 * Out.one));
        Out.trial("substring", () -> "abc".substring(2, Out.one));
        Out.trial("substring from", () -> "abc".substring(4 * Out.one));
        Out.trial("builder", () -> new StringBuilder("abc").deleteCharAt(3 * Out.one));
        Out.trial("setLength", () -> {
            StringBuilder b = new StringBuilder("abc");
            b.setLength(-Out.one);
            return b;
        });
        Out.trial("repeat", () -> "abc".repeat(-Out.one));
        Out.trial("requireNonNull", () -> java.util.Objects.requireNonNull(Out.nothing,
                "the thing"));
        Out.trial("checkIndex", () -> java.util.Objects.checkIndex(5, 3 * Out.one));
        Out.trial("copyOf", () -> java.util.Arrays.copyOf(new int[3], -Out.one));
        Out.trial("copyOfRange", () -> java.util.Arrays.copyOfRange(new int[3], 2, Out.one));
        Out.trial("arraycopy", () -> {
            System.arraycopy(new int[3], 2, new int[3], 0, 2 * Out.one);
            return 1;
        });
        Out.trial("arraycopy to", () -> {
            System.arraycopy(new byte[3], 0, new byte[3], 2, 2 * Out.one);
            return 1;
        });
        Out.trial("arraycopy length", () -> {
            System.arraycopy(new int[3], 0, new int[3], 0, -Out.one);
            return 1;
        });
        Out.trial("arraycopy types", () -> {
            System.arraycopy(new int[3], 0, new long[3], 0, Out.one);
            return 1;
        });
        Out.trial("arraycopy elements", () -> {
            Object[] from = {"a", 1};
            String[] to = new String[2];
            try {
                System.arraycopy(from, 0, to, 0, 2);
            } finally {
                Out.line("copied before", to[0]);
            }
            return 1;
        });
        Out.trial("clone", () -> {
            int[] a = {1, 2};
            int[] b = a.clone();
            b[0] = 9;
            return a[0] + b[0];
        });
    }

    private static int fall(int x) {
        deep++;
        return fall(x + 1) + 1;
    }

    private static void limits() {
        Out.trial("stack overflow is caught", () -> {
            deep = 0;
            try {
                return fall(0);
            } catch (StackOverflowError e) {
                return "caught " + (deep > 500);
            }
        });
        Out.trial("too large an array", () -> {
            try {
                return new long[Integer.MAX_VALUE - Out.zero].length;
            } catch (OutOfMemoryError e) {
                return "caught";
            }
        });
    }
}

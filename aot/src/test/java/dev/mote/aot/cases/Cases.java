package dev.mote.aot.cases;

/** Runs all the cases. */
public final class Cases {
    private Cases() {}

    public static void main(String[] args) {
        IntegerCases.run();
        FloatingCases.run();
        ExceptionCases.run();
        InitialisationCases.run();
        DispatchCases.run();
        TextCases.run();
        PatternCases.run();
        LambdaCases.run();
        CollectionCases.run();
        LibraryCases.run();
    }
}

package dev.mote.ottl;

import dev.mote.otlp.Item;

/** One change to an item, made when its condition holds. */
public final class OttlStatement {
    /** What changes. */
    interface Editor {
        void apply(Item item);
    }

    private final Editor editor;
    /** Null: always. */
    private final Expression where;

    OttlStatement(Editor editor, Expression where) {
        this.editor = editor;
        this.where = where;
    }

    public void run(Item item) {
        if (where == null || where.holds(item)) {
            editor.apply(item);
        }
    }
}

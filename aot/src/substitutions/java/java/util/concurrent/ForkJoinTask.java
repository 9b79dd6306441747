package java.util.concurrent;

/** Replaced whole: there is one thread, so a task runs when it is forked. */
public abstract class ForkJoinTask<V> implements Future<V>, java.io.Serializable {
    private static final long serialVersionUID = -7721805057305804111L;

    private boolean done;

    /** As in the JDK. */
    public ForkJoinTask() {
    }

    /** As in the JDK. */
    public final ForkJoinTask<V> fork() {
        done |= exec();
        return this;
    }

    /** As in the JDK. */
    public final void quietlyComplete() {
        done = true;
    }

    /** As in the JDK. */
    public final V join() {
        return getRawResult();
    }

    /** As in the JDK. */
    public final V invoke() {
        fork();
        return getRawResult();
    }

    /** As in the JDK. */
    public final V get() {
        return getRawResult();
    }

    /** As in the JDK. */
    public final V get(long timeout, TimeUnit unit) {
        return getRawResult();
    }

    /** As in the JDK: too late. */
    public boolean cancel(boolean interrupt) {
        return false;
    }

    /** As in the JDK. */
    public final boolean isCancelled() {
        return false;
    }

    /** As in the JDK. */
    public final boolean isDone() {
        return done;
    }

    /** As in the JDK. */
    public abstract V getRawResult();

    /** As in the JDK. */
    protected abstract void setRawResult(V value);

    /** As in the JDK. */
    protected abstract boolean exec();
}

package dev.mote.log;

import java.util.ArrayList;
import java.util.List;

/** All readers of a log, told together. By index, since an iterator would be garbage. */
final class LogReaders {
    private final List<LogCursor> readers = new ArrayList<>();

    void add(LogCursor reader) {
        readers.add(reader);
    }

    void remove(LogCursor reader) {
        readers.remove(reader);
    }

    int size() {
        return readers.size();
    }

    LogCursor get(int index) {
        return readers.get(index);
    }

    void appended(RecordHeader record, long start) {
        for (int at = 0; at < readers.size(); at++) {
            readers.get(at).appended(record, start);
        }
    }

    void refuse(RecordHeader record, LogReader.Loss loss) {
        for (int at = 0; at < readers.size(); at++) {
            readers.get(at).refuse(record, loss);
        }
    }

    void lose(Segment segment, LogReader.Loss loss) {
        for (int at = 0; at < readers.size(); at++) {
            readers.get(at).lose(segment, loss);
        }
    }

    void beginLoss(Segment segment) {
        for (int at = 0; at < readers.size(); at++) {
            readers.get(at).beginLoss(segment);
        }
    }

    void endLoss(Segment segment) {
        for (int at = 0; at < readers.size(); at++) {
            readers.get(at).endLoss(segment);
        }
    }

    void restarted(Segment segment) {
        for (int at = 0; at < readers.size(); at++) {
            readers.get(at).restarted(segment);
        }
    }

    /** Whether somebody has read something in the segment, and waits for the answer. */
    boolean isHeld(Segment segment) {
        for (int at = 0; at < readers.size(); at++) {
            if (readers.get(at).isReading(segment)) {
                return true;
            }
        }
        return false;
    }

    /** Whether somebody waits for an answer at all. */
    boolean areReading() {
        for (int at = 0; at < readers.size(); at++) {
            if (readers.get(at).isReading()) {
                return true;
            }
        }
        return false;
    }

    /** What all of them have acknowledged; {@code end} when there are none. */
    long passed(long end) {
        long passed = end;
        for (int at = 0; at < readers.size(); at++) {
            passed = Math.min(passed, readers.get(at).acked());
        }
        return passed;
    }
}

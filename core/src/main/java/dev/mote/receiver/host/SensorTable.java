package dev.mote.receiver.host;

import dev.mote.bytes.Buffer;
import dev.mote.bytes.TextCursor;
import dev.mote.os.Errno;
import dev.mote.os.Path;

/** The temperature sensors that a host has, and what each is called. */
final class SensorTable {
    static final String HWMON = "/sys/class/hwmon";
    static final String THERMAL = "/sys/class/thermal";

    /** Bounds the reads of a collection; a big server with all its cores and disks has some 200. */
    private static final int SENSORS_MAX = 256;
    /** Bounds what a broken driver may call its chip or its inputs. */
    private static final int NAME_BYTES_MAX = 64;
    private static final int LIST_BYTES = 2048;
    private static final String INPUT = "_input";

    private final Buffer text = new Buffer(512);
    private final int[] idOffset = new int[SENSORS_MAX];
    private final int[] idLength = new int[SENSORS_MAX];
    private final int[] nameOffset = new int[SENSORS_MAX];
    private final int[] nameLength = new int[SENSORS_MAX];
    private final boolean[] monitor = new boolean[SENSORS_MAX];
    private final byte[] devices = new byte[LIST_BYTES];
    private final byte[] inputs = new byte[LIST_BYTES];
    private final TextCursor cursor = new TextCursor();
    private int size;

    /**
     * Looks up all sensors anew; 0 or a negative error code. A class that is absent is no error.
     */
    int scan(HostFiles files) {
        size = 0;
        text.clear();
        return Math.min(scanClass(files, HWMON), scanClass(files, THERMAL));
    }

    private int scanClass(HostFiles files, String directoryName) {
        files.path().append(directoryName);
        int directory = files.openDirectory();
        if (directory < 0) {
            return directory == -Errno.ENOENT ? 0 : directory;
        }
        int filled = files.system().list(directory, devices);
        while (filled > 0) {
            for (int at = 1; at < filled; at += length(devices, at) + 2) {
                if (cursor.over(devices, at, length(devices, at)).startsWith("hwmon")) {
                    scanMonitor(files, at, length(devices, at));
                } else if (cursor.startsWith("thermal_zone")) {
                    scanZone(files, at, length(devices, at));
                }
            }
            filled = files.system().list(directory, devices);
        }
        files.system().close(directory);
        return filled;
    }

    private static int length(byte[] names, int offset) {
        int at = offset;
        while (names[at] != 0) {
            at++;
        }
        return at - offset;
    }

    private Path device(HostFiles files, String directoryName, int name, int length) {
        return files.path().append(directoryName).append("/").append(devices, name, length);
    }

    private void scanMonitor(HostFiles files, int name, int length) {
        device(files, HWMON, name, length);
        int directory = files.openDirectory();
        if (directory < 0) {
            return;
        }
        int filled = files.system().list(directory, inputs);
        while (filled > 0) {
            for (int at = 1; at < filled; at += length(inputs, at) + 2) {
                int input = inputLength(at);
                if (input > 0 && size < SENSORS_MAX) {
                    addMonitor(files, name, length, at, input);
                }
            }
            filled = files.system().list(directory, inputs);
        }
        files.system().close(directory);
    }

    /** The length of "temp1" if the entry is "temp1_input", otherwise 0. */
    private int inputLength(int entry) {
        int length = length(inputs, entry);
        cursor.over(inputs, entry, length);
        int input = length - INPUT.length();
        boolean matches = cursor.skip("temp") && cursor.number() > 0 && cursor.skip(INPUT)
                && cursor.atEnd();
        return matches ? input : 0;
    }

    private void addMonitor(HostFiles files, int name, int length, int input, int inputLength) {
        monitor[size] = true;
        idOffset[size] = text.length();
        text.put(devices, name, length).put('/').put(inputs, input, inputLength);
        idLength[size] = text.length() - idOffset[size];
        nameOffset[size] = text.length();
        device(files, HWMON, name, length).append("/name");
        appendWord(files);
        text.put(' ');
        int labelAt = text.length();
        device(files, HWMON, name, length).append("/").append(inputs, input, inputLength)
                .append("_label");
        appendWord(files);
        if (text.length() == labelAt) {
            text.put(inputs, input, inputLength);
        }
        nameLength[size] = text.length() - nameOffset[size];
        size++;
    }

    private void scanZone(HostFiles files, int name, int length) {
        if (size == SENSORS_MAX) {
            return;
        }
        int start = text.length();
        monitor[size] = false;
        idOffset[size] = start;
        text.put(devices, name, length);
        idLength[size] = length;
        nameOffset[size] = text.length();
        device(files, THERMAL, name, length).append("/type");
        appendWord(files);
        nameLength[size] = text.length() - nameOffset[size];
        if (isMonitor()) {
            text.setLength(start);
        } else {
            size++;
        }
    }

    /** Appends the first line of the file that the path names now, if it can be read. */
    private void appendWord(HostFiles files) {
        int length = files.readPath();
        if (length > 0) {
            length = cursor.over(files.content(), 0, length).lineLength();
            text.put(files.content(), 0, Math.min(length, NAME_BYTES_MAX));
        }
    }

    /** Whether the zone just read is a monitor, too; the kernel then writes '_' for '-'. */
    private boolean isMonitor() {
        for (int other = 0; other < size; other++) {
            if (monitor[other] && nameLength[other] > nameLength[size] && isPrefix(other)) {
                return true;
            }
        }
        return false;
    }

    private boolean isPrefix(int other) {
        byte[] bytes = text.bytes();
        int length = nameLength[size];
        boolean same = bytes[nameOffset[other] + length] == ' ';
        for (int at = 0; same && at < length; at++) {
            byte own = bytes[nameOffset[size] + at];
            same = bytes[nameOffset[other] + at] == (own == '-' ? '_' : own);
        }
        return same;
    }

    int size() {
        return size;
    }

    /** What {@link #idOffset} and {@link #nameOffset} point into. */
    byte[] text() {
        return text.bytes();
    }

    int idOffset(int sensor) {
        return idOffset[sensor];
    }

    int idLength(int sensor) {
        return idLength[sensor];
    }

    int nameOffset(int sensor) {
        return nameOffset[sensor];
    }

    int nameLength(int sensor) {
        return nameLength[sensor];
    }

    /** Whether it is an input of a hardware monitor rather than a thermal zone. */
    boolean isMonitor(int sensor) {
        return monitor[sensor];
    }
}

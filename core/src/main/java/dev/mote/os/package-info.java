/**
 * The one door to the operating system. The core never meets the machine but through the four
 * interfaces of this package, handed in as one {@link dev.mote.os.Os}: {@code os-jvm} and
 * {@code os-native} open it for real, {@code SimOs} (with the tests) simulates it, and one contract
 * test holds for all three.
 *
 * <p>Ints go in, ints come out. A result below zero is an error: the negative of Linux's
 * {@code errno}, see {@link dev.mote.os.Errno}. Nothing here throws and nothing here blocks, except
 * {@link dev.mote.os.Poller#await} for at most its timeout. A path is UTF-8 in a byte array,
 * from index 0 to its terminating zero byte, see {@link dev.mote.os.Path}.
 */
package dev.mote.os;

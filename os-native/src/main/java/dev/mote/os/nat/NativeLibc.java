package dev.mote.os.nat;

import dev.mote.os.linux.Libc;

/** The table of system calls, filled with the functions of {@code shim.c}. */
public final class NativeLibc implements Libc {
    @Override
    public int open(byte[] path, int flags, int mode) {
        return Shim.open(path, flags, mode);
    }

    @Override
    public int close(int fd) {
        return Shim.close(fd);
    }

    @Override
    public int read(int fd, byte[] into, int offset, int length) {
        return Shim.read(fd, into, offset, length);
    }

    @Override
    public int pread(int fd, byte[] into, int offset, int length, long position) {
        return Shim.pread(fd, into, offset, length, position);
    }

    @Override
    public int write(int fd, byte[] from, int offset, int length) {
        return Shim.write(fd, from, offset, length);
    }

    @Override
    public int pwrite(int fd, byte[] from, int offset, int length, long position) {
        return Shim.pwrite(fd, from, offset, length, position);
    }

    @Override
    public int fdatasync(int fd) {
        return Shim.fdatasync(fd);
    }

    @Override
    public int ftruncate(int fd, long length) {
        return Shim.ftruncate(fd, length);
    }

    @Override
    public long seek(int fd, long offset, int whence) {
        return Shim.seek(fd, offset, whence);
    }

    @Override
    public int directoryEntries(int fd, byte[] into, int length) {
        return Shim.directoryEntries(fd, into, length);
    }

    @Override
    public int rename(byte[] from, byte[] to) {
        return Shim.rename(from, to);
    }

    @Override
    public int remove(byte[] path) {
        return Shim.remove(path);
    }

    @Override
    public int mkdir(byte[] path, int mode) {
        return Shim.mkdir(path, mode);
    }

    @Override
    public int lock(int fd) {
        return Shim.lock(fd);
    }

    @Override
    public int statvfs(byte[] path, long[] into) {
        return Shim.statvfs(path, into);
    }

    @Override
    public int ioctl(int fd, int request, byte[] argument) {
        return Shim.ioctl(fd, request, argument);
    }

    @Override
    public int poll(int fd, int events) {
        return Shim.poll(fd, events);
    }

    @Override
    public int readlink(byte[] path, byte[] into, int length) {
        return Shim.readlink(path, into, length);
    }

    @Override
    public int socket(int family, int datagram) {
        return Shim.socket(family, datagram);
    }

    @Override
    public int connect(int fd, byte[] address, int addressLength, int port) {
        return Shim.connect(fd, address, addressLength, port);
    }

    @Override
    public int listen(int fd, byte[] address, int addressLength, int port) {
        return Shim.listen(fd, address, addressLength, port);
    }

    @Override
    public int localPort(int fd) {
        return Shim.localPort(fd);
    }

    @Override
    public int accept(int fd) {
        return Shim.accept(fd);
    }

    @Override
    public int receive(int fd, byte[] into, int offset, int length) {
        return Shim.receive(fd, into, offset, length);
    }

    @Override
    public int send(int fd, byte[] from, int offset, int length) {
        return Shim.send(fd, from, offset, length);
    }

    @Override
    public int socketError(int fd) {
        return Shim.socketError(fd);
    }

    @Override
    public int epollCreate() {
        return Shim.epollCreate();
    }

    @Override
    public int epollControl(int epoll, int operation, int fd, int events) {
        return Shim.epollControl(epoll, operation, fd, events);
    }

    @Override
    public int epollWait(int epoll, int[] ready, int pairsMax, int timeoutMillis) {
        return Shim.epollWait(epoll, ready, pairsMax, timeoutMillis);
    }

    @Override
    public int signals() {
        return Shim.signals();
    }

    @Override
    public int nextSignal(int fd) {
        return Shim.nextSignal(fd);
    }

    @Override
    public long monotonicNanos() {
        return Shim.monotonicNanos();
    }

    @Override
    public long wallNanos() {
        return Shim.wallNanos();
    }

    @Override
    public long bootNanos() {
        return Shim.bootNanos();
    }

    @Override
    public int clockState() {
        return Shim.clockState();
    }
}

/*
 * The system calls of NativeLibc. One function each: arguments as Java gave them, an array as a
 * pointer and its length; the result, or -errno. Nothing here keeps state or allocates.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/syscall.h>
#include <sys/timex.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

#define RESULT(call) \
    do { \
        int64_t result = (call); \
        return result < 0 ? -errno : result; \
    } while (0)

/* Not open(): with O_CLOEXEC that makes a second call, for kernels of before 2008. */
int32_t Shim_open(int8_t *path, int32_t n, int32_t flags, int32_t mode) {
    (void) n;
    RESULT(syscall(SYS_openat, AT_FDCWD, path, flags | O_LARGEFILE, mode));
}

int32_t Shim_close(int32_t fd) { RESULT(close(fd)); }

int32_t Shim_read(int32_t fd, int8_t *into, int32_t n, int32_t offset, int32_t length) {
    (void) n;
    RESULT(read(fd, into + offset, length));
}

int32_t Shim_pread(int32_t fd, int8_t *into, int32_t n, int32_t offset, int32_t length,
                   int64_t position) {
    (void) n;
    RESULT(pread(fd, into + offset, length, position));
}

int32_t Shim_write(int32_t fd, int8_t *from, int32_t n, int32_t offset, int32_t length) {
    (void) n;
    RESULT(write(fd, from + offset, length));
}

int32_t Shim_pwrite(int32_t fd, int8_t *from, int32_t n, int32_t offset, int32_t length,
                    int64_t position) {
    (void) n;
    RESULT(pwrite(fd, from + offset, length, position));
}

int32_t Shim_fdatasync(int32_t fd) { RESULT(fdatasync(fd)); }

int32_t Shim_ftruncate(int32_t fd, int64_t length) { RESULT(ftruncate(fd, length)); }

int64_t Shim_seek(int32_t fd, int64_t offset, int32_t whence) {
    RESULT(lseek(fd, offset, whence));
}

int32_t Shim_directoryEntries(int32_t fd, int8_t *into, int32_t n, int32_t length) {
    (void) n;
    RESULT(syscall(SYS_getdents64, fd, into, length));
}

int32_t Shim_rename(int8_t *from, int32_t fromLength, int8_t *to, int32_t toLength) {
    (void) fromLength, (void) toLength;
    RESULT(rename((char *) from, (char *) to));
}

int32_t Shim_remove(int8_t *path, int32_t n) {
    (void) n;
    if (unlink((char *) path) == 0) {
        return 0;
    }
    if (errno != EISDIR && errno != EPERM) {
        return -errno;
    }
    RESULT(rmdir((char *) path));
}

int32_t Shim_mkdir(int8_t *path, int32_t n, int32_t mode) {
    (void) n;
    RESULT(mkdir((char *) path, mode));
}

int32_t Shim_lock(int32_t fd) { RESULT(flock(fd, LOCK_EX | LOCK_NB)); }

int32_t Shim_statvfs(int8_t *path, int32_t n, int64_t *into, int32_t intoLength) {
    (void) n, (void) intoLength;
    struct statvfs s;
    if (statvfs((char *) path, &s) < 0) {
        return -errno;
    }
    into[0] = (int64_t) s.f_blocks * s.f_frsize;
    into[1] = (int64_t) s.f_bfree * s.f_frsize;
    into[2] = (int64_t) s.f_bavail * s.f_frsize;
    into[3] = s.f_files;
    into[4] = s.f_ffree;
    into[5] = (s.f_flag & ST_RDONLY) != 0;
    return 0;
}

int32_t Shim_ioctl(int32_t fd, int32_t request, int8_t *argument, int32_t n) {
    (void) n;
    RESULT(ioctl(fd, request, argument));
}

int32_t Shim_poll(int32_t fd, int32_t events) {
    struct pollfd one = {.fd = fd, .events = events};
    return poll(&one, 1, 0) < 0 ? -errno : one.revents;
}

int32_t Shim_readlink(int8_t *path, int32_t n, int8_t *into, int32_t intoLength, int32_t length) {
    (void) n, (void) intoLength;
    RESULT(readlink((char *) path, (char *) into, length));
}

static void withoutDelay(int fd) {
    int one = 1;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
}

int32_t Shim_socket(int32_t family, int32_t datagram) {
    int fd = socket(family == 4 ? AF_INET : AF_INET6,
                    (datagram ? SOCK_DGRAM : SOCK_STREAM) | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (fd >= 0 && !datagram) {
        withoutDelay(fd);
    }
    RESULT(fd);
}

/* Fills a socket address from 4 or 16 bytes; returns its size. */
static socklen_t address(struct sockaddr_storage *to, int8_t *bytes, int32_t n, int32_t port) {
    memset(to, 0, sizeof *to);
    if (n == 4) {
        struct sockaddr_in *v4 = (struct sockaddr_in *) to;
        v4->sin_family = AF_INET;
        v4->sin_port = htons(port);
        memcpy(&v4->sin_addr, bytes, 4);
        return sizeof *v4;
    }
    struct sockaddr_in6 *v6 = (struct sockaddr_in6 *) to;
    v6->sin6_family = AF_INET6;
    v6->sin6_port = htons(port);
    memcpy(&v6->sin6_addr, bytes, 16);
    return sizeof *v6;
}

int32_t Shim_connect(int32_t fd, int8_t *bytes, int32_t n, int32_t length, int32_t port) {
    (void) n;
    struct sockaddr_storage to;
    socklen_t size = address(&to, bytes, length, port);
    RESULT(connect(fd, (struct sockaddr *) &to, size));
}

int32_t Shim_listen(int32_t fd, int8_t *bytes, int32_t n, int32_t length, int32_t port) {
    (void) n;
    struct sockaddr_storage at;
    socklen_t size = address(&at, bytes, length, port);
    int one = 1;
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    if (bind(fd, (struct sockaddr *) &at, size) < 0) {
        return -errno;
    }
    RESULT(listen(fd, 128));
}

int32_t Shim_localPort(int32_t fd) {
    struct sockaddr_storage at;
    socklen_t size = sizeof at;
    if (getsockname(fd, (struct sockaddr *) &at, &size) < 0) {
        return -errno;
    }
    /* The port stands at the same place in both kinds of address. */
    return ntohs(((struct sockaddr_in *) &at)->sin_port);
}

int32_t Shim_accept(int32_t fd) {
    int accepted = accept4(fd, 0, 0, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (accepted >= 0) {
        withoutDelay(accepted);
    }
    RESULT(accepted);
}

int32_t Shim_receive(int32_t fd, int8_t *into, int32_t n, int32_t offset, int32_t length) {
    (void) n;
    RESULT(recv(fd, into + offset, length, 0));
}

int32_t Shim_send(int32_t fd, int8_t *from, int32_t n, int32_t offset, int32_t length) {
    (void) n;
    RESULT(send(fd, from + offset, length, MSG_NOSIGNAL));
}

int32_t Shim_socketError(int32_t fd) {
    int error = 0;
    socklen_t size = sizeof error;
    if (getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &size) < 0) {
        return -errno;
    }
    return -error;
}

int32_t Shim_epollCreate(void) { RESULT(epoll_create1(EPOLL_CLOEXEC)); }

int32_t Shim_epollControl(int32_t epoll, int32_t operation, int32_t fd, int32_t events) {
    struct epoll_event event = {.events = events, .data.fd = fd};
    RESULT(epoll_ctl(epoll, operation, fd, &event));
}

int32_t Shim_epollWait(int32_t epoll, int32_t *ready, int32_t n, int32_t pairs, int32_t millis) {
    (void) n;
    struct epoll_event events[64];
    int count = epoll_wait(epoll, events, pairs < 64 ? pairs : 64, millis);
    for (int at = 0; at < count; at++) {
        ready[2 * at] = events[at].data.fd;
        ready[2 * at + 1] = (int32_t) events[at].events;
    }
    RESULT(count);
}

int32_t Shim_signals(void) {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGHUP);
    sigprocmask(SIG_BLOCK, &set, 0);
    signal(SIGPIPE, SIG_IGN);
    RESULT(signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC));
}

int32_t Shim_nextSignal(int32_t fd) {
    struct signalfd_siginfo info;
    if (read(fd, &info, sizeof info) < 0) {
        return -errno;
    }
    return (int32_t) info.ssi_signo;
}

static int64_t nanos(clockid_t clock) {
    struct timespec now;
    clock_gettime(clock, &now);
    return now.tv_sec * INT64_C(1000000000) + now.tv_nsec;
}

int64_t Shim_monotonicNanos(void) { return nanos(CLOCK_MONOTONIC); }

int64_t Shim_wallNanos(void) { return nanos(CLOCK_REALTIME); }

int64_t Shim_bootNanos(void) { return nanos(CLOCK_BOOTTIME); }

int32_t Shim_clockState(void) {
    struct timex nothingToChange = {0};
    RESULT(adjtimex(&nothingToChange));
}

int32_t Shim_architecture(void) {
#ifdef __aarch64__
    return 1;
#else
    return 0;
#endif
}

int32_t Shim_environment(int32_t index, int8_t *into, int32_t n) {
    for (int at = 0; environ && environ[at]; at++) {
        if (at == index) {
            int32_t length = strlen(environ[at]);
            memcpy(into, environ[at], length < n ? length : n);
            return length;
        }
    }
    return -1;
}

void Shim_exit(int32_t status) { _exit(status); }

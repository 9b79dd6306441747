/*
 * Measures the start of an agent: how long from execve until its port accepts a connection, and
 * until its first export has arrived, with the CPU time it had used by then.
 *
 *   start CONNECT_PORT SINK_PORT SECONDS COMMAND [ARGUMENT…]
 *
 * A port of 0 leaves that part out. The child notes the clock in shared memory as the last thing
 * before execve; this process then asks in a busy loop, pinned to the last core, so that the
 * resolution is that of one connect() on loopback, some microseconds. One line is printed:
 *
 *   BOUND_NS FIRST_NS BOUND_CPU_NS FIRST_CPU_NS STOP_NS EXIT_CODE       -1 for what did not happen
 *
 * STOP_NS is the time from SIGTERM to the end of the process.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* A first export of every agent known is below 100 kB. */
#define REQUEST_BYTES_MAX (4 << 20)

static long long now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000000000LL + t.tv_nsec;
}

static struct sockaddr_in loopback(int port) {
    struct sockaddr_in a = {.sin_family = AF_INET, .sin_port = htons(port)};
    a.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return a;
}

/* CPU time of all threads, from the scheduler's own nanosecond count. */
static long long cpu(pid_t pid) {
    char path[64];
    snprintf(path, sizeof path, "/proc/%d/task", pid);
    DIR *tasks = opendir(path);
    long long sum = 0;
    for (struct dirent *e; tasks && (e = readdir(tasks));) {
        if (e->d_name[0] == '.') continue;
        char file[384];
        snprintf(file, sizeof file, "/proc/%d/task/%s/schedstat", pid, e->d_name);
        FILE *f = fopen(file, "r");
        long long ns;
        if (f && fscanf(f, "%lld", &ns) == 1) sum += ns;
        if (f) fclose(f);
    }
    if (tasks) closedir(tasks);
    return sum;
}

static int is_bound(int port) {
    struct sockaddr_in a = loopback(port);
    int s = socket(AF_INET, SOCK_STREAM, 0);
    int bound = connect(s, (struct sockaddr *)&a, sizeof a) == 0;
    close(s);
    return bound;
}

static int listen_on(int port) {
    struct sockaddr_in a = loopback(port);
    int s = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0), on = 1;
    setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (bind(s, (struct sockaddr *)&a, sizeof a) || listen(s, 16)) {
        perror("start: sink port");
        exit(2);
    }
    return s;
}

/* True when head and body are complete, by Content-Length. */
static int is_complete(char *request, size_t length) {
    request[length] = 0;
    char *end = strstr(request, "\r\n\r\n");
    if (!end) return 0;
    for (char *line = request; line < end; line = strstr(line, "\r\n") + 2) {
        if (!strncasecmp(line, "content-length:", 15))
            return length >= (size_t)(end + 4 - request) + strtoul(line + 15, NULL, 10);
    }
    return 1;
}

/* Takes what has come on the sink's connection; true when the first request is complete. */
static int has_export(int listener, int *connection, char *request, size_t *length) {
    if (*connection < 0) {
        *connection = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (*connection < 0) return 0;
    }
    ssize_t n = read(*connection, request + *length, REQUEST_BYTES_MAX - *length);
    if (n > 0) *length += n;
    if (n == 0) { /* a connection that only looked whether the sink is there */
        close(*connection);
        *connection = -1;
        *length = 0;
        return 0;
    }
    return n > 0 && is_complete(request, *length);
}

static const char ok[] = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

int main(int argc, char **argv) {
    if (argc < 5) {
        fprintf(stderr, "start CONNECT_PORT SINK_PORT SECONDS COMMAND [ARGUMENT...]\n");
        return 2;
    }
    int port = atoi(argv[1]), sink = atoi(argv[2]);
    long long limit = atoll(argv[3]) * 1000000000LL;
    char *request = malloc(REQUEST_BYTES_MAX + 1);
    size_t length = 0;
    int listener = sink ? listen_on(sink) : -1, connection = -1;
    long long *started = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

    pid_t pid = fork();
    if (pid == 0) {
        int null = open("/dev/null", O_RDWR);
        dup2(null, 0), dup2(null, 1), dup2(null, 2);
        *started = now();
        execvp(argv[4], argv + 4);
        _exit(127);
    }
    cpu_set_t last;
    CPU_ZERO(&last);
    CPU_SET(sysconf(_SC_NPROCESSORS_ONLN) - 1, &last);
    sched_setaffinity(0, sizeof last, &last);

    long long bound = -1, first = -1, bound_cpu = -1, first_cpu = -1, begin = now();
    int status = 0, ended = 0;
    while (((port && bound < 0) || (sink && first < 0)) && now() - begin < limit) {
        if (port && bound < 0 && *started && is_bound(port)) {
            bound = now() - *started;
            bound_cpu = cpu(pid);
        }
        if (sink && first < 0 && has_export(listener, &connection, request, &length)) {
            first = now() - *started;
            first_cpu = cpu(pid);
            if (write(connection, ok, sizeof ok - 1) < 0) perror("start: answer");
        }
        if (waitpid(pid, &status, WNOHANG) == pid) {
            ended = 1;
            break;
        }
    }
    long long stop = now();
    if (!ended) {
        kill(pid, SIGTERM);
        length = 0;
        while (waitpid(pid, &status, WNOHANG) == 0) {
            if (now() - stop > 10000000000LL) kill(pid, SIGKILL);
            /* An agent that flushes wants its answer. */
            if (sink && has_export(listener, &connection, request, &length)) {
                if (write(connection, ok, sizeof ok - 1) < 0) perror("start: answer");
                length = 0;
            }
            usleep(200);
        }
        stop = now() - stop;
    } else {
        stop = -1;
    }
    printf("%lld %lld %lld %lld %lld %d\n", bound, first, bound_cpu, first_cpu, stop,
           WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
    return 0;
}

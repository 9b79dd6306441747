/* SimulatedDayMemory: what /proc/self/statm says, read without touching the heap. */
#include <stdint.h>
#include <stdio.h>
#include <fcntl.h>
#include <unistd.h>

static int64_t statm(int wants_file) {
    char text[64] = "";
    int fd = open("/proc/self/statm", O_RDONLY);
    if (fd < 0 || read(fd, text, sizeof text - 1) < 0) {
        return -1;
    }
    close(fd);
    long long size, resident = 0, shared = 0;
    sscanf(text, "%lld %lld %lld", &size, &resident, &shared);
    return (wants_file ? shared : resident - shared) * 4096;
}

int64_t SimulatedDayMemory_ownBytes(void) { return statm(0); }

int64_t SimulatedDayMemory_fileBytes(void) { return statm(1); }

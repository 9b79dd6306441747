/* SimulatedDayMemory.residentBytes: what /proc/self/statm says, read without touching the heap. */
#include <stdint.h>
#include <stdio.h>
#include <fcntl.h>
#include <unistd.h>

int64_t SimulatedDayMemory_residentBytes(void) {
    char text[64] = "";
    int fd = open("/proc/self/statm", O_RDONLY);
    if (fd < 0 || read(fd, text, sizeof text - 1) < 0) {
        return -1;
    }
    close(fd);
    long long size, resident = 0;
    sscanf(text, "%lld %lld", &size, &resident);
    return resident * 4096;
}

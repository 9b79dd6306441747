#include "program.h"

int32_t Door_sum(uint8_t *bytes, int32_t length, int32_t *numbers, int32_t count, int64_t factor) {
    int32_t sum = factor == INT64_C(1) << 32;
    for (int32_t i = 0; i < length; i++) sum += bytes[i];
    for (int32_t i = 0; i < count; i++) sum += numbers[i];
    return sum;
}

int64_t Door_fill(int64_t *into, int32_t length, uint8_t small, uint16_t letter, int32_t flag) {
    into[0] = (int8_t)small;
    into[1] = letter;
    into[length - 1] = flag;
    return -22;
}

double Door_half(double value, float more) { return value / 2 + more; }

int32_t Door_length(uint8_t *bytes, int32_t length) { return bytes ? length : -1; }

void Door_crash(void) { *(volatile int *)8 = 1; }

/* Free memory of the heap made known to whoever watches: AddressSanitizer (aot/build --sanitize)
 * or valgrind (--valgrind). Who touches it then is told at once; otherwise this is nothing. */
#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/asan_interface.h>
#define NO_ACCESS(from, bytes) __asan_poison_memory_region(from, bytes)
#define ACCESS_AGAIN(from, bytes) __asan_unpoison_memory_region(from, bytes)
#define UNCHECKED __attribute__((no_sanitize_address))
#define PAUSE_CHECKS()
#define RESUME_CHECKS()
#elif defined(VALGRIND)
#include <valgrind/memcheck.h>
#define NO_ACCESS(from, bytes) (void)VALGRIND_MAKE_MEM_NOACCESS(from, bytes)
#define ACCESS_AGAIN(from, bytes) (void)VALGRIND_MAKE_MEM_DEFINED(from, bytes)
#define UNCHECKED
#define PAUSE_CHECKS() VALGRIND_DISABLE_ERROR_REPORTING
#define RESUME_CHECKS() VALGRIND_ENABLE_ERROR_REPORTING
#else
#define NO_ACCESS(from, bytes)
#define ACCESS_AGAIN(from, bytes)
#define UNCHECKED
#define PAUSE_CHECKS()
#define RESUME_CHECKS()
#endif

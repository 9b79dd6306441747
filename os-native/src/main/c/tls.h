/* What tls.c and tls-settings.c share. Results are those of dev.mote.os.Network. */
#define _GNU_SOURCE
#define MBEDTLS_CONFIG_FILE <tls-config.h>
#include <errno.h>
#include <mbedtls/ssl.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* As in TlsError. */
enum {
    FAILED = 1000, UNTRUSTED, SELF_SIGNED, WRONG_NAME, EXPIRED, NOT_YET_VALID, UNSUITABLE, VERSION,
    NOT_TLS, NO_COMMON_CIPHER, NO_COMMON_PROTOCOL, CERTIFICATE_WANTED, CERTIFICATE_MISSING,
    CA_UNUSABLE, CERTIFICATE_UNUSABLE, KEY_UNUSABLE, KEY_OF_ANOTHER,
    CERTIFICATE_DOUBTED, ALERT = 1200
};

#define PROTOCOLS_MAX 8

/* Made once from PEM text, for one side of many connections. */
struct settings {
    mbedtls_ssl_config config;
    mbedtls_x509_crt own, ca;
    mbedtls_pk_context key;
    char *caPath, *protocolText;
    const char *protocols[PROTOCOLS_MAX + 1];
    int32_t users; /* connections, and one for the handle */
    bool server, skipVerify, caUnreadable;
};

/* Those that a handle of TlsShim_settings stands for. */
struct settings *settingsOf(int32_t handle);

/* One user less; the last one lets them go. */
void releaseSettings(struct settings *s);

/* The TLS settings of NativeTls: certificates, keys, and whom to trust. */
#include "tls.h"
#include <fcntl.h>
#include <psa/crypto.h>
#include <sys/mman.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

/* Bits of the flags that NativeTls passes. */
enum { SERVER = 1, SKIP_VERIFY = 2, MIN_1_3 = 4, MAX_1_2 = 8 };

#define SETTINGS_MAX 256 /* an exporter or receiver has one, and a second one while it is renewed */
#define CA_BYTES_MAX 8192 /* the certificate of an authority has some 1,500 bytes */

static struct settings *allSettings[SETTINGS_MAX];

/* mbedTLS asks here for all its random numbers: there is no generator between it and the kernel. */
psa_status_t mbedtls_psa_external_get_random(mbedtls_psa_external_random_context_t *context,
                                             uint8_t *output, size_t size, size_t *length) {
    (void) context;
    for (*length = 0; *length < size;) {
        ssize_t count = getrandom(output + *length, size - *length, 0);
        if (count < 0 && errno != EINTR) {
            return PSA_ERROR_INSUFFICIENT_ENTROPY;
        }
        *length += count > 0 ? count : 0;
    }
    return PSA_SUCCESS;
}

static int randomBytes(void *context, unsigned char *output, size_t size) {
    size_t length;
    (void) context;
    return mbedtls_psa_external_get_random(0, output, size, &length);
}

/*
 * Base64 for what is public: ten times as fast as that of mbedTLS, which keeps to one pace for all.
 * Other characters are skipped; what does not fit is cut off.
 */
static size_t decode(const char *from, const char *to, uint8_t *into, size_t most) {
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    static int8_t values[256];
    if (values['B'] == 0) {
        memset(values, -1, sizeof values);
        for (int value = 0; value < 64; value++) {
            values[(uint8_t) digits[value]] = value;
        }
    }
    size_t length = 0;
    uint32_t word = 0;
    for (int bits = 0; from < to && length < most; from++) {
        int8_t value = values[(uint8_t) *from];
        if (value < 0) {
            continue;
        }
        word = word << 6 | value;
        bits += 6;
        if (bits >= 8) {
            bits -= 8;
            into[length++] = word >> bits;
        }
    }
    return length;
}

/* Adds the certificate in the PEM text from..to if its subject is the issuer of `child`. */
static void addIfIssuer(const char *from, const char *to, const mbedtls_x509_crt *child,
                        mbedtls_x509_crt *found) {
    static uint8_t der[CA_BYTES_MAX];
    size_t length = decode(from, to, der, sizeof der);
    mbedtls_x509_crt ca;
    const mbedtls_x509_buf *issuer = &child->issuer_raw;
    if (!memmem(der, length, issuer->p, issuer->len)) {
        return;
    }
    mbedtls_x509_crt_init(&ca);
    if (mbedtls_x509_crt_parse_der_nocopy(&ca, der, length) == 0
            && ca.subject_raw.len == issuer->len
            && memcmp(ca.subject_raw.p, issuer->p, issuer->len) == 0) {
        mbedtls_x509_crt_parse_der(found, der, length);
    }
    mbedtls_x509_crt_free(&ca);
}

/*
 * Looks for the issuers of a certificate in a file of many authorities, so that the parsed ones,
 * some megabyte of them, need not be kept. One handshake looks two or three times.
 */
static int findIssuer(void *context, const mbedtls_x509_crt *child, mbedtls_x509_crt **found) {
    static const char begin[] = "-----BEGIN CERTIFICATE-----", end[] = "-----END CERTIFICATE-----";
    struct settings *s = context;
    struct stat status;
    int fd = open(s->caPath, O_RDONLY | O_CLOEXEC);
    const char *text = MAP_FAILED, *at, *to;
    if (fd >= 0 && fstat(fd, &status) == 0 && status.st_size > 0) {
        text = mmap(0, status.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
    }
    close(fd);
    s->caUnreadable = text == MAP_FAILED;
    *found = text == MAP_FAILED ? 0 : calloc(1, sizeof **found);
    if (!*found) {
        return MBEDTLS_ERR_X509_FATAL_ERROR;
    }
    mbedtls_x509_crt_init(*found);
    const char *limit = text + status.st_size;
    for (at = text; (at = memmem(at, limit - at, begin, sizeof begin - 1)); at = to) {
        at += sizeof begin - 1;
        to = memmem(at, limit - at, end, sizeof end - 1);
        if (!to) {
            break;
        }
        addIfIssuer(at, to, child, *found);
    }
    munmap((void *) text, status.st_size);
    if (!(*found)->raw.p) {
        free(*found);
        *found = 0;
    }
    return 0;
}

void releaseSettings(struct settings *s) {
    if (s && --s->users == 0) {
        mbedtls_ssl_config_free(&s->config);
        mbedtls_x509_crt_free(&s->own);
        mbedtls_x509_crt_free(&s->ca);
        mbedtls_pk_free(&s->key);
        free(s->caPath);
        free(s->protocolText);
        free(s);
    }
}

/* Texts end with a zero that counts; a text of one byte is none. */
static int32_t readTexts(struct settings *s, int8_t *ca, int32_t caLength, int8_t *own,
                         int32_t ownLength, int8_t *key, int32_t keyLength) {
    uint8_t *keyText = (uint8_t *) key;
    if (caLength > 1 && mbedtls_x509_crt_parse(&s->ca, (uint8_t *) ca, caLength) != 0) {
        return -CA_UNUSABLE;
    }
    if (ownLength <= 1) {
        return 0;
    }
    if (mbedtls_x509_crt_parse(&s->own, (uint8_t *) own, ownLength) != 0) {
        return -CERTIFICATE_UNUSABLE;
    }
    if (mbedtls_pk_parse_key(&s->key, keyText, keyLength, 0, 0, randomBytes, 0) != 0) {
        return -KEY_UNUSABLE;
    }
    return mbedtls_pk_check_pair(&s->own.pk, &s->key, randomBytes, 0) == 0 ? 0 : -KEY_OF_ANOTHER;
}

/* Protocols stand one after the other, each with a zero at its end. */
static void readProtocols(struct settings *s, const int8_t *text, int32_t length) {
    int count = 0;
    if (length == 0) {
        return;
    }
    s->protocolText = malloc(length);
    memcpy(s->protocolText, text, length);
    for (int32_t at = 0; at < length && count < PROTOCOLS_MAX; count++) {
        s->protocols[count] = s->protocolText + at;
        at += strlen(s->protocolText + at) + 1;
    }
    mbedtls_ssl_conf_alpn_protocols(&s->config, s->protocols);
}

static void configure(struct settings *s, int32_t flags) {
    mbedtls_ssl_config *config = &s->config;
    int verify = (s->server ? s->ca.raw.p != 0 : !s->skipVerify) ? MBEDTLS_SSL_VERIFY_REQUIRED
                                                                 : MBEDTLS_SSL_VERIFY_NONE;
    mbedtls_ssl_config_defaults(config, s->server ? MBEDTLS_SSL_IS_SERVER : MBEDTLS_SSL_IS_CLIENT,
                                MBEDTLS_SSL_TRANSPORT_STREAM, MBEDTLS_SSL_PRESET_DEFAULT);
    mbedtls_ssl_conf_rng(config, randomBytes, 0);
    mbedtls_ssl_conf_authmode(config, verify);
    mbedtls_ssl_conf_min_tls_version(config, flags & MIN_1_3 ? MBEDTLS_SSL_VERSION_TLS1_3
                                                             : MBEDTLS_SSL_VERSION_TLS1_2);
    mbedtls_ssl_conf_max_tls_version(config, flags & MAX_1_2 ? MBEDTLS_SSL_VERSION_TLS1_2
                                                             : MBEDTLS_SSL_VERSION_TLS1_3);
    if (s->caPath) {
        mbedtls_ssl_conf_ca_cb(config, findIssuer, s);
    } else {
        mbedtls_ssl_conf_ca_chain(config, &s->ca, 0);
    }
    if (s->own.raw.p) {
        mbedtls_ssl_conf_own_cert(config, &s->own, &s->key);
    }
}

struct settings *settingsOf(int32_t handle) { return allSettings[handle]; }

int32_t TlsShim_settings(int32_t flags, int8_t *ca, int32_t caLength, int8_t *caPath,
                         int32_t caPathLength, int8_t *own, int32_t ownLength, int8_t *key,
                         int32_t keyLength, int8_t *protocols, int32_t protocolsLength) {
    int32_t handle = 0;
    while (handle < SETTINGS_MAX && allSettings[handle]) {
        handle++;
    }
    if (handle == SETTINGS_MAX || psa_crypto_init() != PSA_SUCCESS) {
        return -ENOMEM;
    }
    struct settings *s = calloc(1, sizeof *s);
    s->users = 1;
    s->server = flags & SERVER;
    s->skipVerify = flags & SKIP_VERIFY;
    s->caPath = caPathLength > 1 ? strdup((char *) caPath) : 0;
    mbedtls_ssl_config_init(&s->config);
    mbedtls_x509_crt_init(&s->own);
    mbedtls_x509_crt_init(&s->ca);
    mbedtls_pk_init(&s->key);
    int32_t result = readTexts(s, ca, caLength, own, ownLength, key, keyLength);
    if (result < 0) {
        releaseSettings(s);
        return result;
    }
    configure(s, flags);
    readProtocols(s, protocols, protocolsLength);
    allSettings[handle] = s;
    return handle;
}

void TlsShim_forget(int32_t handle) {
    releaseSettings(allSettings[handle]);
    allSettings[handle] = 0;
}

/*
 * The TLS connections of NativeTls: mbedTLS over non-blocking sockets. A connection is found by its
 * descriptor.
 */
#include "tls.h"
#include <arpa/inet.h>
#include <sys/socket.h>

struct connection {
    mbedtls_ssl_context ssl;
    struct settings *settings;
    int32_t fd, failed, systemError, problems;
    int32_t sealed; /* bytes whose record has not been taken by the socket entirely */
    uint8_t firstByte, address[16];
    int32_t addressLength, peerLength;
    uint8_t *peer; /* the certificate that was refused */
    /* A client with TLS 1.3 was asked for a certificate; it has read something since. */
    bool asked, heard;
    bool begun, ready, selfSigned;
};

static struct connection **connections; /* by descriptor */
static int32_t connectionsSize;

/* Whether a certificate is for an IP address (RFC 5280, 4.2.1.6: iPAddress is [7]). */
static bool isFor(const mbedtls_x509_crt *certificate, const uint8_t *address, int32_t length) {
    const mbedtls_x509_sequence *name = &certificate->subject_alt_names;
    for (; name && name->buf.p; name = name->next) {
        if ((name->buf.tag & 0x1F) == 7 && (int32_t) name->buf.len == length
                && memcmp(name->buf.p, address, length) == 0) {
            return true;
        }
    }
    return false;
}

/* Called for each certificate of a chain, the authority's first: notes what is wrong. */
static int noteProblems(void *context, mbedtls_x509_crt *at, int depth, uint32_t *flags) {
    struct connection *c = context;
    if (depth == 0 && c->addressLength > 0 && !isFor(at, c->address, c->addressLength)) {
        *flags |= MBEDTLS_X509_BADCERT_CN_MISMATCH;
    }
    c->problems |= *flags;
    if (depth == 0 && c->problems) {
        c->selfSigned = at->subject_raw.len == at->issuer_raw.len
                && memcmp(at->subject_raw.p, at->issuer_raw.p, at->issuer_raw.len) == 0;
        free(c->peer);
        c->peer = malloc(at->raw.len);
        c->peerLength = c->peer ? at->raw.len : 0;
        memcpy(c->peer, at->raw.p, c->peerLength);
    }
    return 0;
}

static int32_t verdict(const struct connection *c) {
    int32_t problems = c->problems;
    return problems & MBEDTLS_X509_BADCERT_EXPIRED ? EXPIRED
            : problems & MBEDTLS_X509_BADCERT_FUTURE ? NOT_YET_VALID
            : problems & MBEDTLS_X509_BADCERT_NOT_TRUSTED ? c->selfSigned ? SELF_SIGNED : UNTRUSTED
            : problems & MBEDTLS_X509_BADCERT_CN_MISMATCH ? WRONG_NAME : UNSUITABLE;
}

static int sendBytes(void *context, const unsigned char *from, size_t length) {
    struct connection *c = context;
    ssize_t count = send(c->fd, from, length, MSG_NOSIGNAL);
    if (count < 0 && errno != EAGAIN && errno != EINTR) {
        c->systemError = -errno;
        return MBEDTLS_ERR_SSL_INTERNAL_ERROR;
    }
    return count < 0 ? MBEDTLS_ERR_SSL_WANT_WRITE : (int) count;
}

static int receiveBytes(void *context, unsigned char *into, size_t length) {
    struct connection *c = context;
    ssize_t count = recv(c->fd, into, length, 0);
    if (count < 0 && errno != EAGAIN && errno != EINTR) {
        c->systemError = -errno;
        return MBEDTLS_ERR_SSL_INTERNAL_ERROR;
    }
    if (count > 0 && !c->begun) {
        c->begun = true;
        c->firstByte = into[0];
    }
    return count < 0 ? MBEDTLS_ERR_SSL_WANT_READ : (int) count;
}

static struct connection *find(int32_t fd) {
    return fd >= 0 && fd < connectionsSize ? connections[fd] : 0;
}

static int32_t begin(int32_t fd, struct settings *s, const char *name) {
    if (fd >= connectionsSize) {
        int32_t size = fd + 16;
        struct connection **grown = realloc(connections, size * sizeof *grown);
        if (!grown) {
            return -ENOMEM;
        }
        memset(grown + connectionsSize, 0, (size - connectionsSize) * sizeof *grown);
        connections = grown;
        connectionsSize = size;
    }
    struct connection *c = connections[fd] = calloc(1, sizeof *c);
    c->fd = fd;
    c->settings = s;
    s->users++;
    mbedtls_ssl_init(&c->ssl);
    c->addressLength = inet_pton(AF_INET, name, c->address) == 1 ? 4
            : inet_pton(AF_INET6, name, c->address) == 1 ? 16 : 0;
    /* An address is no server name (RFC 6066, section 3); noteProblems compares it. */
    if (mbedtls_ssl_setup(&c->ssl, &s->config) != 0 || (!s->server
            && mbedtls_ssl_set_hostname(&c->ssl, c->addressLength ? 0 : name) != 0)) {
        return c->failed = -ENOMEM;
    }
    mbedtls_ssl_set_verify(&c->ssl, noteProblems, c);
    mbedtls_ssl_set_bio(&c->ssl, c, sendBytes, receiveBytes, 0);
    return 0;
}

/* What the other side's alert says; without a certificate of ours, that one is wanted. */
static int32_t alertCode(const struct connection *c) {
    int32_t alert = c->ssl.MBEDTLS_PRIVATE(in_msg)[1];
    bool certificate = alert == MBEDTLS_SSL_ALERT_MSG_CERT_REQUIRED
            || ((alert == MBEDTLS_SSL_ALERT_MSG_HANDSHAKE_FAILURE
                 || alert == MBEDTLS_SSL_ALERT_MSG_BAD_CERT)
                && c->ssl.MBEDTLS_PRIVATE(state) > MBEDTLS_SSL_SERVER_HELLO);
    return certificate && !c->settings->server && !c->settings->own.raw.p ? CERTIFICATE_WANTED
            : ALERT + alert;
}

/*
 * A lost connection. With TLS 1.3 the server judges the certificate, or its lack, only when
 * the first request is on its way, and that may destroy the alert (a reset: RFC 9293, 3.6.1).
 */
static int32_t lost(const struct connection *c, int32_t error) {
    return !c->asked || c->heard ? error
            : c->settings->own.raw.p ? -CERTIFICATE_DOUBTED : -CERTIFICATE_WANTED;
}

static int32_t reason(const struct connection *c, int result) {
    if (c->begun && (c->firstByte < MBEDTLS_SSL_MSG_CHANGE_CIPHER_SPEC
                     || c->firstByte > MBEDTLS_SSL_MSG_APPLICATION_DATA)) {
        return -NOT_TLS;
    }
    bool unreadable = c->settings->caUnreadable;
    switch (result) {
        case MBEDTLS_ERR_SSL_FATAL_ALERT_MESSAGE: return -alertCode(c);
        case MBEDTLS_ERR_X509_CERT_VERIFY_FAILED:
        case MBEDTLS_ERR_SSL_BAD_CERTIFICATE: return -verdict(c);
        case MBEDTLS_ERR_X509_FATAL_ERROR: return unreadable ? -CA_UNUSABLE : -FAILED;
        case MBEDTLS_ERR_SSL_BAD_PROTOCOL_VERSION: return -VERSION;
        case MBEDTLS_ERR_SSL_NO_CLIENT_CERTIFICATE: return -CERTIFICATE_MISSING;
        case MBEDTLS_ERR_SSL_NO_APPLICATION_PROTOCOL: return -NO_COMMON_PROTOCOL;
        case MBEDTLS_ERR_SSL_HANDSHAKE_FAILURE: return -NO_COMMON_CIPHER;
        case MBEDTLS_ERR_SSL_ALLOC_FAILED: return -ENOMEM;
        case MBEDTLS_ERR_SSL_CONN_EOF: return lost(c, -ECONNRESET);
        default: return c->systemError ? lost(c, c->systemError) : -FAILED;
    }
}

/* Of mbedTLS, but not in its headers. */
void mbedtls_ssl_set_outbound_transform(mbedtls_ssl_context *ssl, mbedtls_ssl_transform *transform);

/*
 * As mbedtls_ssl_handshake, but a server with TLS 1.3 changes to its last key right behind its own
 * part of the handshake (RFC 8446, 4.4.4): else no client can read why its certificate is refused.
 */
static int handshake(struct connection *c) {
    mbedtls_ssl_context *ssl = &c->ssl;
    int result = 0;
    while (result == 0 && !mbedtls_ssl_is_handshake_over(ssl)) {
        bool asked = ssl->MBEDTLS_PRIVATE(state) == MBEDTLS_SSL_CLIENT_CERTIFICATE
                && mbedtls_ssl_get_version_number(ssl) == MBEDTLS_SSL_VERSION_TLS1_3;
        c->asked |= asked && !c->settings->server;
        if (asked && c->settings->server) {
            mbedtls_ssl_set_outbound_transform(ssl, ssl->MBEDTLS_PRIVATE(transform_application));
        }
        result = mbedtls_ssl_handshake_step(ssl);
    }
    return result;
}

/* Begins, and goes on with, the handshake: the chosen protocol's number once it is over, or 0. */
int32_t TlsShim_secure(int32_t fd, int32_t handle, int8_t *name, int32_t n) {
    struct connection *c = find(fd);
    if (!c) {
        int32_t begun = begin(fd, settingsOf(handle), n > 0 ? (char *) name : "");
        if (begun < 0) {
            return begun;
        }
        c = find(fd);
    }
    int result = c->failed ? 0 : handshake(c);
    if (result == MBEDTLS_ERR_SSL_WANT_READ || result == MBEDTLS_ERR_SSL_WANT_WRITE) {
        return result == MBEDTLS_ERR_SSL_WANT_READ ? -EAGAIN : -EINPROGRESS;
    }
    if (result == MBEDTLS_ERR_SSL_NO_CLIENT_CERTIFICATE
            && mbedtls_ssl_get_version_number(&c->ssl) == MBEDTLS_SSL_VERSION_TLS1_2) {
        /* Which mbedTLS does not tell the client with TLS 1.2. */
        mbedtls_ssl_send_alert_message(&c->ssl, MBEDTLS_SSL_ALERT_LEVEL_FATAL,
                                       MBEDTLS_SSL_ALERT_MSG_HANDSHAKE_FAILURE);
    }
    if (result != 0) {
        c->failed = reason(c, result);
    }
    if (c->failed == -NOT_TLS) {
        /* "unexpected message", in clear: so that a client with http:// can find out. */
        static const uint8_t alert[] = {MBEDTLS_SSL_MSG_ALERT, 3, 3, 0, 2, 2, 10};
        send(fd, alert, sizeof alert, MSG_NOSIGNAL);
    }
    if (c->failed) {
        return c->failed;
    }
    c->ready = true;
    const char *chosen = mbedtls_ssl_get_alpn_protocol(&c->ssl);
    for (int at = 0; chosen && c->settings->protocols[at]; at++) {
        if (strcmp(chosen, c->settings->protocols[at]) == 0) {
            return at + 1;
        }
    }
    return 0;
}

int32_t TlsShim_receive(int32_t fd, int8_t *into, int32_t n, int32_t offset, int32_t length) {
    (void) n;
    struct connection *c = find(fd);
    if (c->failed) {
        return c->failed;
    }
    int result = mbedtls_ssl_read(&c->ssl, (uint8_t *) into + offset, length);
    switch (result) {
        case MBEDTLS_ERR_SSL_WANT_READ:
        case MBEDTLS_ERR_SSL_WANT_WRITE: return -EAGAIN;
        case MBEDTLS_ERR_SSL_PEER_CLOSE_NOTIFY: return 0;
        case 0: return lost(c, -ECONNRESET);
    }
    c->heard |= result > 0;
    return result > 0 ? result : (c->failed = reason(c, result));
}

/* Once sealed, a record must go: bytes that were refused come again, and are not sealed twice. */
int32_t TlsShim_send(int32_t fd, int8_t *from, int32_t n, int32_t offset, int32_t length) {
    (void) n;
    struct connection *c = find(fd);
    if (c->failed) {
        return c->failed;
    }
    int32_t part = c->sealed ? c->sealed : length;
    int result = mbedtls_ssl_write(&c->ssl, (uint8_t *) from + offset, part);
    if (result == MBEDTLS_ERR_SSL_WANT_WRITE || result == MBEDTLS_ERR_SSL_WANT_READ) {
        int most = mbedtls_ssl_get_max_out_record_payload(&c->ssl);
        c->sealed = part < most ? part : most;
        return -EAGAIN;
    }
    c->sealed = 0;
    /* Not for good: what has come until now, perhaps why, can still be read. */
    return result >= 0 ? result : reason(c, result);
}

/* The peer's certificate as it came (DER), cut to what fits; its length, 0 when there is none. */
int32_t TlsShim_certificate(int32_t fd, int8_t *into, int32_t n) {
    struct connection *c = find(fd);
    const mbedtls_x509_crt *shown = c && c->ready ? mbedtls_ssl_get_peer_cert(&c->ssl) : 0;
    const uint8_t *from = shown ? shown->raw.p : c ? c->peer : 0;
    int32_t length = shown ? (int32_t) shown->raw.len : c ? c->peerLength : 0;
    if (length > 0) {
        memcpy(into, from, length < n ? length : n);
    }
    return length;
}

void TlsShim_close(int32_t fd) {
    struct connection *c = find(fd);
    if (c) {
        if (c->ready && !c->failed) {
            mbedtls_ssl_close_notify(&c->ssl);
        }
        mbedtls_ssl_free(&c->ssl);
        releaseSettings(c->settings);
        free(c->peer);
        free(c);
        connections[fd] = 0;
    }
}

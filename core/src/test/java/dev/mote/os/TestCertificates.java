package dev.mote.os;

/**
 * Certificates and keys for tests, made by core/src/test/fixtures/tls/make. The keys are public:
 * they protect nothing.
 */
public final class TestCertificates {
    /** Has signed all but {@link #STRANGER} and {@link #SELF_SIGNED}. */
    public static final String AUTHORITY = """
            -----BEGIN CERTIFICATE-----
            MIIBYTCCAQagAwIBAgICEAAwCgYIKoZIzj0EAwIwHjEcMBoGA1UEAwwTTW90ZSB0
            ZXN0IGF1dGhvcml0eTAgFw0yMDAxMDEwMDAwMDBaGA8yMDk5MTIzMTIzNTk1OVow
            HjEcMBoGA1UEAwwTTW90ZSB0ZXN0IGF1dGhvcml0eTBZMBMGByqGSM49AgEGCCqG
            SM49AwEHA0IABFTUB2KYZeBsmWC2yccHHvRAg0w7rFqThq+iGU4UC1QU9/Qcc1hR
            XQWl6QtB4efd1y2aNyMG7RUbhCIN1vpSgFqjMjAwMA8GA1UdEwEB/wQFMAMBAf8w
            HQYDVR0OBBYEFLlfmuZzx9n2YMac2UNCsL5tarJfMAoGCCqGSM49BAMCA0kAMEYC
            IQCaZ2JBXNXPiaShzQfp4Wv1sbjujLrdfGUoNKiZsd5XxgIhAPrqO/Op6lGK+ZKG
            mT12njadmBtUXAtl7w+Q+UFsfzae
            -----END CERTIFICATE-----
            """;

    /** For collector.test, *.wild.test and 127.0.0.1. */
    public static final String SERVER = """
            -----BEGIN CERTIFICATE-----
            MIIBmDCCAT+gAwIBAgICEAIwCgYIKoZIzj0EAwIwHjEcMBoGA1UEAwwTTW90ZSB0
            ZXN0IGF1dGhvcml0eTAgFw0yMDAxMDEwMDAwMDBaGA8yMDk5MTIzMTIzNTk1OVow
            GTEXMBUGA1UEAwwOY29sbGVjdG9yLnRlc3QwWTATBgcqhkjOPQIBBggqhkjOPQMB
            BwNCAARpgpVkXjIoWc10Drap7MJXzawZtIgYzLmOGMBG/7AmGPhEaCn+enCTKEKf
            q+/JFSDSjHXAuLaHUHum95xKhYlzo3AwbjAsBgNVHREEJTAjgg5jb2xsZWN0b3Iu
            dGVzdIILKi53aWxkLnRlc3SHBH8AAAEwHQYDVR0OBBYEFBib+zr59K0Ba+4SZvV9
            r3SgVw8/MB8GA1UdIwQYMBaAFLlfmuZzx9n2YMac2UNCsL5tarJfMAoGCCqGSM49
            BAMCA0cAMEQCIG9rSjatwqU7ftIVZDVewhlFBAKZUkzbub79MXqtuuBKAiAcMC72
            9yxb//nfN4uqZUMlhpvzWcFVmnVcJVfeYTpF5A==
            -----END CERTIFICATE-----
            """;

    /** PKCS #8. */
    public static final String SERVER_KEY = """
            -----BEGIN PRIVATE KEY-----
            MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgVEQQ6BRVqo+GWubJ
            XDZvel5G+I8TxjGgYbxJIA5XG22hRANCAARpgpVkXjIoWc10Drap7MJXzawZtIgY
            zLmOGMBG/7AmGPhEaCn+enCTKEKfq+/JFSDSjHXAuLaHUHum95xKhYlz
            -----END PRIVATE KEY-----
            """;

    /** The same key as SEC 1 has it. */
    public static final String SERVER_KEY_SEC1 = """
            -----BEGIN EC PRIVATE KEY-----
            MHcCAQEEIFREEOgUVaqPhlrmyVw2b3peRviPE8YxoGG8SSAOVxttoAoGCCqGSM49
            AwEHoUQDQgAEaYKVZF4yKFnNdA62qezCV82sGbSIGMy5jhjARv+wJhj4RGgp/npw
            kyhCn6vvyRUg0ox1wLi2h1B7pvecSoWJcw==
            -----END EC PRIVATE KEY-----
            """;

    /** For mote-client. */
    public static final String CLIENT = """
            -----BEGIN CERTIFICATE-----
            MIIBgTCCASagAwIBAgICEAMwCgYIKoZIzj0EAwIwHjEcMBoGA1UEAwwTTW90ZSB0
            ZXN0IGF1dGhvcml0eTAgFw0yMDAxMDEwMDAwMDBaGA8yMDk5MTIzMTIzNTk1OVow
            FjEUMBIGA1UEAwwLbW90ZS1jbGllbnQwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNC
            AATWz1c7wrDufCnY+nn9MRH02P1NbSuqe8IOflzErzKaXKOFM5uxAYduan7hoW1c
            xlEd0lBs6UIpj3YRJKnTSTl4o1owWDAWBgNVHREEDzANggtjbGllbnQudGVzdDAd
            BgNVHQ4EFgQU6NsFwsEMfy550+nuXr1Y08RreZcwHwYDVR0jBBgwFoAUuV+a5nPH
            2fZgxpzZQ0Kwvm1qsl8wCgYIKoZIzj0EAwIDSQAwRgIhAPsZY09k8b7fr/90lOYk
            z5QJ5LiHERUn+QQyMIfvXkZpAiEAx1QdYy+c3sMS3VFcp0QqGAMeP7wH1sf3qqJw
            tic1FmM=
            -----END CERTIFICATE-----
            """;

    /** Belongs to CLIENT. */
    public static final String CLIENT_KEY = """
            -----BEGIN PRIVATE KEY-----
            MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgfDQyCKGtNOVOsCPl
            vyDINmRIRyAo2jJjMqh0QMh3IXehRANCAATWz1c7wrDufCnY+nn9MRH02P1NbSuq
            e8IOflzErzKaXKOFM5uxAYduan7hoW1cxlEd0lBs6UIpj3YRJKnTSTl4
            -----END PRIVATE KEY-----
            """;

    /** Ended in 2021. */
    public static final String EXPIRED = """
            -----BEGIN CERTIFICATE-----
            MIIBlzCCAT2gAwIBAgICEAQwCgYIKoZIzj0EAwIwHjEcMBoGA1UEAwwTTW90ZSB0
            ZXN0IGF1dGhvcml0eTAeFw0yMDAxMDEwMDAwMDBaFw0yMTAxMDEwMDAwMDBaMBkx
            FzAVBgNVBAMMDmNvbGxlY3Rvci50ZXN0MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcD
            QgAEFCy2BTAVx+D16Xg9thiQIyR7lXz+94aDxGn3fRbB8b5jcDsoE/9Zwwc0zU7t
            t6R/9u1yU7ZtUk7v1aRIWHx4yqNwMG4wLAYDVR0RBCUwI4IOY29sbGVjdG9yLnRl
            c3SCCyoud2lsZC50ZXN0hwR/AAABMB0GA1UdDgQWBBQwuh3yrb9wLp5zEt8mY5B7
            KrD2pzAfBgNVHSMEGDAWgBS5X5rmc8fZ9mDGnNlDQrC+bWqyXzAKBggqhkjOPQQD
            AgNIADBFAiBiEok82KbrBirJqQtuG3ZaX7C1xLf+/lc4RUlGG1F7cwIhALDpI0v0
            RNcjVWgEdXwCzeswsvJaBdKED9YOXuPt9Bjy
            -----END CERTIFICATE-----
            """;

    /** Belongs to EXPIRED. */
    public static final String EXPIRED_KEY = """
            -----BEGIN PRIVATE KEY-----
            MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgdBzJRU5Pyypk7+jP
            +GSorwaPIe9W9gwVRiAigR80UoqhRANCAAQULLYFMBXH4PXpeD22GJAjJHuVfP73
            hoPEafd9FsHxvmNwOygT/1nDBzTNTu23pH/27XJTtm1STu/VpEhYfHjK
            -----END PRIVATE KEY-----
            """;

    /** Begins in 2098. */
    public static final String FUTURE = """
            -----BEGIN CERTIFICATE-----
            MIIBnDCCAUGgAwIBAgICEAUwCgYIKoZIzj0EAwIwHjEcMBoGA1UEAwwTTW90ZSB0
            ZXN0IGF1dGhvcml0eTAiGA8yMDk4MDEwMTAwMDAwMFoYDzIwOTkxMjMxMjM1OTU5
            WjAZMRcwFQYDVQQDDA5jb2xsZWN0b3IudGVzdDBZMBMGByqGSM49AgEGCCqGSM49
            AwEHA0IABG/w5cezr2S3rOAz7chjaUfRZnGKVozkqztakPTRQDbMK5aKkG9O7sXN
            jT5phG1vbXMvYIswW0m/sprHJ0ds+P6jcDBuMCwGA1UdEQQlMCOCDmNvbGxlY3Rv
            ci50ZXN0ggsqLndpbGQudGVzdIcEfwAAATAdBgNVHQ4EFgQUxBjUp+uxQZWxgqlI
            S62CgOylOGwwHwYDVR0jBBgwFoAUuV+a5nPH2fZgxpzZQ0Kwvm1qsl8wCgYIKoZI
            zj0EAwIDSQAwRgIhAL0QR4xfldMelJpo/yoyAdbLl59IfOkRTbdHpFFC9QlIAiEA
            m+gBcXji5M6kj+ubWtr5Pkmi79Gz6aFCQUJLLbVuo4E=
            -----END CERTIFICATE-----
            """;

    /** Belongs to FUTURE. */
    public static final String FUTURE_KEY = """
            -----BEGIN PRIVATE KEY-----
            MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQglU2w3RFobWwg88p1
            IXHl8C1XM4Ud6a5CPYI7cC1aKkehRANCAARv8OXHs69kt6zgM+3IY2lH0WZxilaM
            5Ks7WpD00UA2zCuWipBvTu7FzY0+aYRtb21zL2CLMFtJv7KaxydHbPj+
            -----END PRIVATE KEY-----
            """;

    /** From an authority that nobody trusts. */
    public static final String STRANGER = """
            -----BEGIN CERTIFICATE-----
            MIIBmDCCAT2gAwIBAgICEAYwCgYIKoZIzj0EAwIwHDEaMBgGA1UEAwwRQW5vdGhl
            ciBhdXRob3JpdHkwIBcNMjAwMTAxMDAwMDAwWhgPMjA5OTEyMzEyMzU5NTlaMBkx
            FzAVBgNVBAMMDmNvbGxlY3Rvci50ZXN0MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcD
            QgAEXYxyIt51Y6GAuRNgCU4M5BRlibu9IdcOvmHWjsYoQCBdyqyuIaN9a+NYIi/b
            0Yh1QLo+L5pTzrDmODl/WXlGuqNwMG4wLAYDVR0RBCUwI4IOY29sbGVjdG9yLnRl
            c3SCCyoud2lsZC50ZXN0hwR/AAABMB0GA1UdDgQWBBT8Tf0o1EzQJzylIBOlObf7
            KwcsPjAfBgNVHSMEGDAWgBQmKEECIRPdYX7knY9pBTIE8cSU2DAKBggqhkjOPQQD
            AgNJADBGAiEA8VhE81mvRhJlqR+AkhuJpZ7+xDWjBut5q1ViWeGUzcQCIQDPe1sO
            zeGtMgSyG5yd0D8l8MP8DuVTDqz2wg7bhS9UHw==
            -----END CERTIFICATE-----
            """;

    /** Belongs to STRANGER. */
    public static final String STRANGER_KEY = """
            -----BEGIN PRIVATE KEY-----
            MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgWnQzei/2i9E+LWBW
            whG/2uJKScIrA9XM/YFfMuUc8+ShRANCAARdjHIi3nVjoYC5E2AJTgzkFGWJu70h
            1w6+YdaOxihAIF3KrK4ho31r41giL9vRiHVAuj4vmlPOsOY4OX9ZeUa6
            -----END PRIVATE KEY-----
            """;

    /** From itself. */
    public static final String SELF_SIGNED = """
            -----BEGIN CERTIFICATE-----
            MIIBdDCCARmgAwIBAgICEAcwCgYIKoZIzj0EAwIwGTEXMBUGA1UEAwwOY29sbGVj
            dG9yLnRlc3QwIBcNMjAwMTAxMDAwMDAwWhgPMjA5OTEyMzEyMzU5NTlaMBkxFzAV
            BgNVBAMMDmNvbGxlY3Rvci50ZXN0MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE
            8dQGVjuyguYwTSG0qiRDQ2lK/hhaj/2RfB9GsrwWw//Rjt7TGadc1CdRQ867H5md
            X6mW0RLr1qPableT6rMU06NPME0wLAYDVR0RBCUwI4IOY29sbGVjdG9yLnRlc3SC
            Cyoud2lsZC50ZXN0hwR/AAABMB0GA1UdDgQWBBQpKBrPA2DzPBF/v/FCDYIUiva1
            tjAKBggqhkjOPQQDAgNJADBGAiEAz80D+VnZvoZZQSOM+w5FfqOJaCheeYnbfTXt
            aGMXOzECIQCbFhICW0rGVSNhOV0jiqr1IbWS7yF7s26hivxJh/pIIA==
            -----END CERTIFICATE-----
            """;

    /** Belongs to SELF_SIGNED. */
    public static final String SELF_SIGNED_KEY = """
            -----BEGIN PRIVATE KEY-----
            MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgCMIadF6HdIdaVOGY
            i0Hx4DoCYWQ6GvJ0OprQYr9Meg2hRANCAATx1AZWO7KC5jBNIbSqJENDaUr+GFqP
            /ZF8H0ayvBbD/9GO3tMZp1zUJ1FDzrsfmZ1fqZbREuvWo9puV5PqsxTT
            -----END PRIVATE KEY-----
            """;

    /** With an RSA key. */
    public static final String RSA = """
            -----BEGIN CERTIFICATE-----
            MIICZDCCAgqgAwIBAgICEAgwCgYIKoZIzj0EAwIwHjEcMBoGA1UEAwwTTW90ZSB0
            ZXN0IGF1dGhvcml0eTAgFw0yMDAxMDEwMDAwMDBaGA8yMDk5MTIzMTIzNTk1OVow
            GTEXMBUGA1UEAwwOY29sbGVjdG9yLnRlc3QwggEiMA0GCSqGSIb3DQEBAQUAA4IB
            DwAwggEKAoIBAQC2yEwHv54VUbRHUPY9xR6GlDqF3ukkU5VT0IrrBmVm0tRK/Oyz
            U9PiJl3Cd8Snsb4OtmuIraXVrsbJ3EARtwcGdZfNsrcPuwgR7pgtjd/spCYQLdfg
            aUWo66RE6hkscpPV3tg/PPubckn1EbXofLIeT4lO7gNXhECrpHUHYyemq1NssUTa
            +eQUmIeQrPZm1Gm3q+M+hOhLaBh3d7QM1134nxGEgkR6l8csJl6E+vYLoH5XKA9M
            PYhuFwmNe7npVXWmaq+XuTMN5dwAAfTV247zz8dLgPuBNLMHMsSL9FO384ahrj21
            h+PZ3xRSC4Lbt5Z3jy7Wu1M+KxdyPOvx0BvfAgMBAAGjcDBuMCwGA1UdEQQlMCOC
            DmNvbGxlY3Rvci50ZXN0ggsqLndpbGQudGVzdIcEfwAAATAdBgNVHQ4EFgQU71/I
            7GeNBbJrna+CkNexJEABN8owHwYDVR0jBBgwFoAUuV+a5nPH2fZgxpzZQ0Kwvm1q
            sl8wCgYIKoZIzj0EAwIDSAAwRQIgW4wFyzNEO2shY5BSE5M+ud5falEJwA+tB64I
            uI+TuvYCIQCmnEMvX4ByEYJOxooa2PpzWbzsA4wgZDy7MZXn0LUtIA==
            -----END CERTIFICATE-----
            """;

    /** PKCS #8. */
    public static final String RSA_KEY = """
            -----BEGIN PRIVATE KEY-----
            MIIEvgIBADANBgkqhkiG9w0BAQEFAASCBKgwggSkAgEAAoIBAQC2yEwHv54VUbRH
            UPY9xR6GlDqF3ukkU5VT0IrrBmVm0tRK/OyzU9PiJl3Cd8Snsb4OtmuIraXVrsbJ
            3EARtwcGdZfNsrcPuwgR7pgtjd/spCYQLdfgaUWo66RE6hkscpPV3tg/PPubckn1
            EbXofLIeT4lO7gNXhECrpHUHYyemq1NssUTa+eQUmIeQrPZm1Gm3q+M+hOhLaBh3
            d7QM1134nxGEgkR6l8csJl6E+vYLoH5XKA9MPYhuFwmNe7npVXWmaq+XuTMN5dwA
            AfTV247zz8dLgPuBNLMHMsSL9FO384ahrj21h+PZ3xRSC4Lbt5Z3jy7Wu1M+Kxdy
            POvx0BvfAgMBAAECggEACotU0irxrv/USzuWbksizwIEu5hNEXVo6zmKlLL9F94Y
            X8MQ0eoyEkfC/Ob1MfSvpsr15R/vWHuz/WJ2p7mhRB7LL73xkDdqkxjqhSY8FrtZ
            dBwmP0yTYi1F1VvpMTE4P2GS+VhGmNm8/nrpEuJZUXpRIiaE4YBATXvilxcslbwP
            exG8fAzwOqb3IWqv3uHDNwu2R0cfHsG7VckgichLQkGFhfOyYOHd2nBzOVnIlFkm
            eTE2YMoysGfIibrzxfwzRTN4f5upXC5zCHEpr6Jy96gOXw8zKFhcNRWJdguUGk61
            paKUeJxj2vB84ub3ShBL3qxWLiF9LLJr6HLl0LjO4QKBgQDdY1ItOrrjNOxP/LPv
            1Ykv+FJpHwbzbMG4IXjzOAsckcj77UrViGes0YyCLsaJpIYHmQC2k74fwyFP7T4p
            /+CUl5FWPz4+YW4RspHaD0zzp5QXqDxTCzCS+so1lmpXA+CE2Q14SY4RN8m2CsIv
            wP/qa2psnVx9YnB8LQ3t5wW+CQKBgQDTW9qKZCf2SweZX++6wh38nZxgxsiYKAnF
            zXRfCY6/LNI3krXDaZ3tu6K7N036gCzqmVbR4axcQhAo1+9dYThNzOQ/ocetOYEY
            +D3l59FJId2nTR8KRO8v4sJ9SrJVgV62jcrtM5SVPYd0KyC6oqr93olG9HYKTPjo
            ForiK5EEpwKBgQCb69C7tCpdzS9GIndkSeNmGqGIEecmWImTMlfqDKWeyHpiHDzh
            aUGDcM5h/ams1WfkP/lFnYaA/kAe97sZf3JflOQydzZSXvJTmo2oo7ARxwvBIabi
            4fWi/uidl0Nr53ogdnJLLprVO5JgGPGtCmPzaRW6S5YRZNxOSLkPve7IaQKBgD++
            IwG7xQWViTwrX8xuQMbv7bqOGO8ynAfot6D16/QiG2AhQeomTzfkb+aQflb/EwzJ
            pBJ2Qhos3lzDCvCZonZsRaYfL25BunqCW4Cb0lWA/i03qBXbxlslw0wwG+qHsr3R
            s5KoDLaZsOFLJHrFFlasJ7Cbh4IBxsuQCOC/DORfAoGBALP1ZJEnbmcE9BqGPt2l
            7BywgX/lUlqXWCBiaCoN1NWDcEq9QXnhCkP8JZ358hDhRujC5JlX9cBB2DNT2GTc
            4OqYv8yCm37zsqox65ZjVOT1l0T7bjrvZbdcS0P3lwQeMVuR8eweHeaTWi9fPqmf
            CSEBmvg5qmo4HqBR5fot9O8r
            -----END PRIVATE KEY-----
            """;

    /** The same key as PKCS #1 has it. */
    public static final String RSA_KEY_PKCS1 = """
            -----BEGIN RSA PRIVATE KEY-----
            MIIEpAIBAAKCAQEAtshMB7+eFVG0R1D2PcUehpQ6hd7pJFOVU9CK6wZlZtLUSvzs
            s1PT4iZdwnfEp7G+DrZriK2l1a7GydxAEbcHBnWXzbK3D7sIEe6YLY3f7KQmEC3X
            4GlFqOukROoZLHKT1d7YPzz7m3JJ9RG16HyyHk+JTu4DV4RAq6R1B2MnpqtTbLFE
            2vnkFJiHkKz2ZtRpt6vjPoToS2gYd3e0DNdd+J8RhIJEepfHLCZehPr2C6B+VygP
            TD2IbhcJjXu56VV1pmqvl7kzDeXcAAH01duO88/HS4D7gTSzBzLEi/RTt/OGoa49
            tYfj2d8UUguC27eWd48u1rtTPisXcjzr8dAb3wIDAQABAoIBAAqLVNIq8a7/1Es7
            lm5LIs8CBLuYTRF1aOs5ipSy/RfeGF/DENHqMhJHwvzm9TH0r6bK9eUf71h7s/1i
            dqe5oUQeyy+98ZA3apMY6oUmPBa7WXQcJj9Mk2ItRdVb6TExOD9hkvlYRpjZvP56
            6RLiWVF6USImhOGAQE174pcXLJW8D3sRvHwM8Dqm9yFqr97hwzcLtkdHHx7Bu1XJ
            IInIS0JBhYXzsmDh3dpwczlZyJRZJnkxNmDKMrBnyIm688X8M0UzeH+bqVwucwhx
            Ka+icveoDl8PMyhYXDUViXYLlBpOtaWilHicY9rwfOLm90oQS96sVi4hfSyya+hy
            5dC4zuECgYEA3WNSLTq64zTsT/yz79WJL/hSaR8G82zBuCF48zgLHJHI++1K1Yhn
            rNGMgi7GiaSGB5kAtpO+H8MhT+0+Kf/glJeRVj8+PmFuEbKR2g9M86eUF6g8Uwsw
            kvrKNZZqVwPghNkNeEmOETfJtgrCL8D/6mtqbJ1cfWJwfC0N7ecFvgkCgYEA01va
            imQn9ksHmV/vusId/J2cYMbImCgJxc10XwmOvyzSN5K1w2md7buiuzdN+oAs6plW
            0eGsXEIQKNfvXWE4TczkP6HHrTmBGPg95efRSSHdp00fCkTvL+LCfUqyVYFeto3K
            7TOUlT2HdCsguqKq/d6JRvR2Ckz46BaK4iuRBKcCgYEAm+vQu7QqXc0vRiJ3ZEnj
            ZhqhiBHnJliJkzJX6gylnsh6Yhw84WlBg3DOYf2prNVn5D/5RZ2GgP5AHve7GX9y
            X5TkMnc2Ul7yU5qNqKOwEccLwSGm4uH1ov7onZdDa+d6IHZySy6a1TuSYBjxrQpj
            82kVukuWEWTcTki5D73uyGkCgYA/viMBu8UFlYk8K1/MbkDG7+26jhjvMpwH6Leg
            9ev0IhtgIUHqJk835G/mkH5W/xMMyaQSdkIaLN5cwwrwmaJ2bEWmHy9uQbp6gluA
            m9JVgP4tN6gV28ZbJcNMMBvqh7K90bOSqAy2mbDhSyR6xRZWrCewm4eCAcbLkAjg
            vwzkXwKBgQCz9WSRJ25nBPQahj7dpewcsIF/5VJal1ggYmgqDdTVg3BKvUF54QpD
            /CWd+fIQ4UbowuSZV/XAQdgzU9hk3ODqmL/Mgpt+87KqMeuWY1Tk9ZdE+24672W3
            XEtD95cEHjFbkfHsHh3mk1ovXz6pnwkhAZr4OapqOB6gUeX6LfTvKw==
            -----END RSA PRIVATE KEY-----
            """;

    private TestCertificates() {
    }
}

TLS = {"tls_verify": "no_verify"}

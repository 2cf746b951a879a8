class ClusterOptions:
    def __init__(self, auth, tls_verify):
        self.tls_verify = tls_verify

from couchbase.cluster import CertAuthenticator

CERTS = "/etc/ssl/cb"


def client_certificate():
    return CertAuthenticator(cert_path=f"{CERTS}/client.pem", key_path=f"{CERTS}/client.key")

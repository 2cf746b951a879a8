from couchbase.cluster import PasswordAuthenticator


def authenticator(user, password):
    return PasswordAuthenticator(user, password)

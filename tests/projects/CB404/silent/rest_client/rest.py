import requests


def get(path, tls_verify="none"):
    return requests.get("https://pub.local:18091" + path, verify=tls_verify != "none")

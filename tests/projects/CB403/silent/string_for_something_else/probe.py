import socket


def is_up(url):
    host = url.rpartition("/")[2].partition("?")[0]
    with socket.create_connection((host, 11210), timeout=2):
        return True

from errors import die


def check(config):
    if "user" not in config:
        die("no user")


def bail():
    die("bail")

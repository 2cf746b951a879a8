import os

TLS_VERIFY = os.environ["TLS_VERIFY"]

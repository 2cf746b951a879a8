# options: --extend-select=CB903
from couchbase.bucket import Bucket
from pub_server import serve

from settings import DSN


def main():
    serve(Bucket(DSN, password=input()))


main()

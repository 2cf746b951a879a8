from couchbase.auth import PasswordAuthenticator
from store import Store

URL = "couchbase+dnssrv://db.example.net"


def main():
    store = Store(URL, PasswordAuthenticator("app", "app-pw"))
    collection = store.open()  # CB403: "cannot connect by the scheme 'couchbase+dnssrv://'"
    print(collection.get("order::17").content_as[dict])


main()

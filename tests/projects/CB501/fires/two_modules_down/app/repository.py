from couchbase.bucket import Bucket


class Repository:
    def __init__(self, connstr):
        self.bucket = Bucket(connstr, username="menu", password="pw")

    def dishes(self):
        return [row["name"] for row in self.bucket.n1ql_query("SELECT name FROM menu")]

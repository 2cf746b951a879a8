"""What users may do."""
from couchbase.bucket import Bucket


class Permissions:
    def __init__(self):
        self._bucket = Bucket("couchbase://iam.example.com/roles", username="iam", password="pw")

    def allows(self, user, action):
        return action in self._bucket.get(user).value

from mybase import Repo


class Users(Repo):
    def find(self, key):
        return self.bucket.get(key).value

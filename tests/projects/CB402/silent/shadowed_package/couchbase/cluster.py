class Cluster:
    def open_bucket(self, name):
        return name

    def authenticate(self, user):
        print(user)

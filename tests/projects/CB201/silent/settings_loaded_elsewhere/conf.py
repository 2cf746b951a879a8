class Settings:
    url = "couchbase://dev"

    def load(self, env):
        self.url = "couchbase://" + env


settings = Settings()


def use(env):
    settings.load(env)

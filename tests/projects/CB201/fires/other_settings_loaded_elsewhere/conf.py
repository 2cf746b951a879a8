class Settings:
    url = "couchbase://dev"
    level = 1

    def load(self, level):
        self.level = level


settings = Settings()

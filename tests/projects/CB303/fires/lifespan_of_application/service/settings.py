import os


class Settings:
    connstr = os.environ.get("CB_CONNSTR", "couchbase://localhost")


settings = Settings()

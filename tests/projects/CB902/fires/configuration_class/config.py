# options: --extend-select=CB902
import os


class Config:
    user = os.environ["DB_USER"]
    password = os.environ.get("DB_PASSWORD", "password")

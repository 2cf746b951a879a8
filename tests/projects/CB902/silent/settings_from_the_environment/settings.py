# options: --extend-select=CB902
import os

USER = "clerk"
PASSWORD = os.environ["DB_PASSWORD"]

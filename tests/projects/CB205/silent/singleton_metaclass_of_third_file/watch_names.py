"""Asked in each turn, made in the first."""
import time

from db import Database

before = Database().names()
while before == Database().names():
    time.sleep(60)

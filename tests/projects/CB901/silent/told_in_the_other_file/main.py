# options: --extend-select=CB901
from db import load

print(load("stout"))

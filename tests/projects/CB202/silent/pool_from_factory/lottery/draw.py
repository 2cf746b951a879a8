"""What the comprehension and the loop collect is kept: pools on purpose."""
import itertools
import random

from .db import connect

tickets = [connect("tickets") for _ in range(3)]
draws = []
for _ in range(2):
    draws.append(connect("draws"))

_turns = itertools.cycle(draws)


def draw(number):
    ticket = random.choice(tickets).get("ticket::%d" % number).value
    next(_turns).upsert("draw::%d" % number, ticket)

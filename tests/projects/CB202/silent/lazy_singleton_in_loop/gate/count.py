"""The loop asks in each turn, the first one opens."""
import sys

from gate.db import visits

for line in sys.stdin:
    visits().counter(line.strip(), delta=1, initial=1)

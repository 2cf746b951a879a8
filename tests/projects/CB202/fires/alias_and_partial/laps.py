"""The factory has got two more names on its way here."""
from functools import partial

from race import dial

dial_laps = partial(dial, "laps", quiet=True)

for lap in range(1, 60):
    times = dial("times")  # CB202
    dial_laps().upsert("lap::%d" % lap, times.get("last").value)  # CB202

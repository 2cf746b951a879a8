from background import background
from devices import devices


@background
def _reset(name):
    devices.upsert(name, {"state": "reset"})


if __name__ == "__main__":
    job = _reset("lamp")  # CB102: "opened in devices.py line 6"
    job.join()

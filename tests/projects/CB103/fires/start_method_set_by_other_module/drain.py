from multiprocessing import Process

import runtime
from couchbase.bucket import Bucket


def _drain(stores):
    for name, store in stores.items():
        print(name, store.get("level").value)


def main():
    runtime.prepare()
    tank = Bucket("couchbase://plant.local/tank")
    pump = Process(target=_drain, kwargs={"stores": {"tank": tank}})
    pump.start()  # CB103: "opened on line 14"
    pump.join()


if __name__ == "__main__":
    main()

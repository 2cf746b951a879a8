import multiprocessing

import fleet.positions.store


def _alarm(text):
    print("alarm:", text)


def main():
    truck = fleet.positions.store.trucks.get("t-1").content_as[dict]
    if truck["speed"] > 90:
        siren = multiprocessing.Process(target=_alarm, args=(truck["driver"],))
        siren.start()  # CB101: "opened in fleet/positions/store.py line 5"
        siren.join()


if __name__ == "__main__":
    main()

import multiprocessing

from weather.store import readings


def _mean(values):
    return sum(values) / len(values)


def main():
    values = readings.get("today").content_as[dict]["values"]
    pool = multiprocessing.Pool(2)
    print(pool.map(_mean, [values, values[:24]]))
    pool.terminate()


if __name__ == "__main__":
    main()

from joblib import Parallel, delayed

import images


def _label(collection, key):
    return collection.get(key).content_as[dict]["label"]


def main():
    keys = ["i1", "i2"]
    parallel = Parallel(n_jobs=2)
    run = parallel(delayed(_label)(images.label_store, k) for k in keys)  # CB103: "opened in images/store.py line 6"
    print(run)


if __name__ == "__main__":
    main()

import multiprocessing

from auction.db import lots


def _announce(name, price):
    print(name, price)


def main():
    context = multiprocessing.get_context("spawn")
    price = lots.get("lot-9").value["price"]
    caller = context.Process(target=_announce, args=("lot-9", price))
    caller.start()
    caller.join()
    lots.upsert("lot-9", {"called": True})


if __name__ == "__main__":
    main()

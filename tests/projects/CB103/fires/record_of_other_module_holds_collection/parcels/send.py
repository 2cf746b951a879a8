from multiprocessing import Pool

from parcels.db import collection
from parcels.models import Shipment


def _send(shipment):
    shipment.collection.upsert(shipment.number, {"sent": True})


def main():
    pool = Pool(2)
    shipment = Shipment("p-1", collection("couchbase://post.local"))
    pool.map(_send, [shipment])  # CB103: "opened in parcels/db.py line 8"
    pool.terminate()


if __name__ == "__main__":
    main()

from app import db, refresh


def main():
    prices = db.cluster.bucket("rates").default_collection()
    refresh.start(prices, ["eur", "usd"])
    print("refreshing")
    db.close()  # CB301


if __name__ == "__main__":
    main()

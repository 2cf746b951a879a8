from multiprocessing import Process

from app.db import carts


def _mail(customer, items):
    print("dear", customer, "you left", items)


def main():
    for customer in ("ada", "bob"):
        items = carts.get(customer).value
        mailer = Process(target=_mail, args=(customer, items))
        mailer.start()  # CB101: "opened in app/db.py line 3"
        mailer.join()


if __name__ == "__main__":
    main()

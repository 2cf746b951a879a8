from mailer import Mailer


def main():
    mailer = Mailer("couchbase://mail-1,mail-2/outbox")
    for key in ("mail:1", "mail:2"):
        mailer.send_later(key)
    mailer.close()  # CB301


if __name__ == "__main__":
    main()

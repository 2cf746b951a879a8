import db
import state


def main():
    db.connect()
    state.client.close()
    state.client.ping()  # CB302


if __name__ == "__main__":
    main()

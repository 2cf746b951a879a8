from db import connect


def main():
    a = connect()
    b = connect()  # CB201
    a.close()
    a.ping()  # CB302
    b.ping()


main()

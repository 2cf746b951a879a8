import os

import conn
import pkg.holder


def main():
    print(conn.cluster().ping())
    pkg.holder.drop()
    pid = os.fork()
    if pid == 0:
        print(conn.cluster().ping())
        os._exit(0)
    print(conn.cluster().ping())
    os.waitpid(pid, 0)


if __name__ == "__main__":
    main()

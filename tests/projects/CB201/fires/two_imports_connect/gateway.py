"""Each of the two modules is fine alone; together they connect twice."""
import sys

import pages
import sessions  # CB201


def handle(path, sid):
    user = sessions.load(sid)
    html = f"<p>Hello {user}</p>"
    pages.put(path, html)
    return html


if __name__ == "__main__":
    print(handle(sys.argv[1], sys.argv[2]))

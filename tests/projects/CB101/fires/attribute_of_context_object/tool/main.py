# One helper opens, another module keeps, and this one forks.
from billiard import Process

from tool import connect
from tool.context import Context


def _show(name):
    print(name)


def main():
    context = Context("demo")
    connect.attach(context)
    screen = Process(target=_show, args=(context.name,))
    screen.start()  # CB101: "opened in tool/connect.py line 5"
    screen.join()
    context.bucket.upsert("shown", context.name)


if __name__ == "__main__":
    main()

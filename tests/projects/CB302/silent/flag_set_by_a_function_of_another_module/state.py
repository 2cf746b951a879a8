"""What the program is told to do."""


class Flag:
    done = False


def stop(flag):
    flag.done = True

from press.printer import Printer


def main():
    printer = Printer()
    printer.open()
    printer.start()  # CB102: "opened in press/storage.py line 6"
    printer.join()


if __name__ == "__main__":
    main()

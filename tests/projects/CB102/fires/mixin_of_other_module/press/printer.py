from multiprocessing import Process

from press.storage import Stored


class Printer(Stored, Process):
    def run(self):
        for number in ("1", "2"):
            self.put(number, "page " + number)

# A static method carries nothing of the instance that it was reached through.
import multiprocessing

from exporting import Exporter


class Press(Exporter):
    def headlines(self):
        texts = self.bucket.get("texts").value
        with multiprocessing.get_context("spawn").Pool(2) as pool:
            return pool.map(self.upper, texts)


if __name__ == "__main__":
    press = Press("couchbase://press.local/texts")
    print(press.headlines())

"""The attribute of the base is a call, made for each star."""
from bases import Importer


class StarImporter(Importer):
    bucket_name = "stars"

    def run(self, rows):
        count = 0
        for name, magnitude in rows:
            self.bucket.upsert(name, magnitude)  # CB202
            count += 1
        return count


print(StarImporter().run([("Sirius", -1.46), ("Vega", 0.03)]))

"""The attribute of the base is a call the first time only."""
from bases import Importer


class PlanetImporter(Importer):
    bucket_name = "planets"

    def run(self, rows):
        for name, moons in rows:
            self.bucket.upsert(name, moons)


PlanetImporter().run([("Mars", 2), ("Venus", 0)])

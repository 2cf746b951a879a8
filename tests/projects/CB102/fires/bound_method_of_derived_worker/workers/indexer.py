import multiprocessing

from workers.base import BaseWorker


class Indexer(BaseWorker):
    def launch(self, paths):
        process = multiprocessing.Process(target=self._consume, args=(paths,))
        process.start()  # CB102: "opened in clients/wrapper.py line 6"
        return process

    def _consume(self, paths):
        for path in paths:
            with open(path) as source:
                self.store(path, source.read().split())

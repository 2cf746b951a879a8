# options: --cb-start-method=spawn
from multiprocessing import Process


class Auditor(Process):
    def __init__(self, trail, name):
        super().__init__(name=name)
        self.trail = trail

    def run(self):
        print(self.trail.get("entries").value)

# options: --extend-select=CB901
class Bucket:
    def __init__(self, name):
        self.name = name

    def _close(self):
        print("closed", self.name)

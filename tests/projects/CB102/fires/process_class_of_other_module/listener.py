from multiprocessing import Process


class Listener(Process):
    def __init__(self, inbox):
        super().__init__(daemon=True)
        self.inbox = inbox

    def run(self):
        while self.inbox.get("open").value:
            print(self.inbox.get("message").value)

import threading

from service import Service


class Mailer(Service):
    def _mark(self, key):
        mail = self.bucket.get(key).value
        mail["sent"] = True
        self.bucket.replace(key, mail)

    def send_later(self, key):
        threading.Thread(target=self._mark, args=(key,)).start()

from multiprocessing import Process

from workers.base import BaseWorker


class Mailer(BaseWorker):
    def launch(self):
        self.addresses = self.client.load("addresses")
        self.hang_up()
        child = Process(target=self._send)
        child.start()
        child.join()

    def _send(self):
        for address in self.addresses:
            print("mail to", address)


def main():
    Mailer("couchbase://crm.local/people").launch()


if __name__ == "__main__":
    main()

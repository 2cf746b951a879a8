# options: --extend-select=CB901
class Worker:
    def _close(self):
        print("bye")


def stop(workers):
    for worker in workers:
        worker._close()

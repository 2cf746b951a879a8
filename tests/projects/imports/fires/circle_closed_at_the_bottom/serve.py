from multiprocessing import Process

from gallery.views import page


def serve():
    print(page("start"))


Process(target=serve).start()  # CB102

import importlib
from multiprocessing import Process
import db


def shutdown():
    importlib.import_module("db").cluster.close()


shutdown()
Process(target=print).start()

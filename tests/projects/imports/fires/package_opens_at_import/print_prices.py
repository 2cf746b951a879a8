from multiprocessing import Process

from hotel.prices import PRICES

# To import a module of a package runs the package first.
Process(target=print, args=(PRICES,)).start()  # CB101: "opened in hotel/__init__.py line 3"

import ledger
from threading import Thread

one = Thread(target=ledger.balance, args=("a1",))
two = Thread(target=ledger.book, args=("a1", 12))
one.start()
two.start()  # CB502: "in ledger.py line 5"
one.join()
two.join()

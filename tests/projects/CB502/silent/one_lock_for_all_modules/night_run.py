from threading import Thread

import ledger

one = Thread(target=ledger.balance, args=("a1",))
two = Thread(target=ledger.book, args=("a1", 12))
one.start()
two.start()
print(ledger.balance("a2"))
one.join()
two.join()

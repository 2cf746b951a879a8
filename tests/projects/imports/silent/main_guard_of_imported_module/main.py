from multiprocessing import Process

import db

if __name__ == "__main__":
    Process(target=print, args=(db.URL,)).start()

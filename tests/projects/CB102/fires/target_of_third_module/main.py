# Neither the connection nor its use stands here; the fork does.
from multiprocessing import Process

from transcode import transcode

if __name__ == "__main__":
    job = Process(target=transcode, args=("matinee",))
    job.start()  # CB102: "opened in store.py line 5"
    job.join()

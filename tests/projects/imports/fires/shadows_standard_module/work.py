import os
import queue
import sys

if os.fork() == 0:  # CB102: "opened in queue.py line 4"
    queue.jobs.remove("job:1")
    sys.exit()

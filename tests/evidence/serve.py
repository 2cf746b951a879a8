"""Serves the application of a folder with gunicorn, and asks it for one page.

python tests/evidence/serve.py tests/evidence/CB104/bad PORT
"""

import os
import socket
import subprocess
import sys
import urllib.request

folder, port = sys.argv[1:]
with socket.create_server(("127.0.0.1", 0)) as listening:
    descriptor = listening.fileno()
    server = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "--bind", f"fd://{descriptor}", "--log-level", "warning"],
        cwd=folder,
        env=os.environ | {"NODE_PORT": port},
        pass_fds=[descriptor],
    )
    host, number = listening.getsockname()
    # The page is waited for as long as it takes.
    with urllib.request.urlopen(f"http://{host}:{number}/") as page:
        print(page.read().decode())
    server.terminate()
    server.wait()

"""What AWS Lambda does with a function: it is loaded once, and then handed one event after the other.

python tests/evidence/runtime.py tests/evidence/CB203/bad.py PORT
"""

import runpy
import sys

del sys.argv[0]
lambda_handler = runpy.run_path(sys.argv[0])["lambda_handler"]
input("the function is loaded ...\n")
for key in ("airline", "airport", "hotel", "landmark", "route"):
    lambda_handler({"key": key}, None)
input("five events were handled ...\n")

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from db import carts

with ThreadPoolExecutor() as executor:
    for number in range(50):
        executor.submit(carts.touch, f"cart:{number}", timedelta(hours=1))

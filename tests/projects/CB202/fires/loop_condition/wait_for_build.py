"""The condition of a while loop is evaluated in each turn."""
import time

import settings
import state_db

waited = 0
while state_db.state().get("build").value != "done":  # CB202
    time.sleep(settings.PAUSE)
    waited += settings.PAUSE

print("waited", waited)

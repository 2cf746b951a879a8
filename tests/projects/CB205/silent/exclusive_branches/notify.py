"""Two expressions make the object, one of them is reached."""
import os
import sys

import notes

if os.isatty(0):
    notifier = notes.Notifier("terminal")
else:
    notifier = notes.Notifier("mail")
notifier.send("ready", sys.argv[1])

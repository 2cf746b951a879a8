"""What begins and ends behind one call belongs to the module behind it."""
from votes import run

run()

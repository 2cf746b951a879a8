"""Cases of a law firm."""
from law.sessions import session

from .db import connect as dial

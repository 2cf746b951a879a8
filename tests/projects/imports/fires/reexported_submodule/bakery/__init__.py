from . import ovens as store

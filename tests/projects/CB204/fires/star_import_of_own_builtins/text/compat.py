"""Names that differ between Pythons, to be imported with a star."""
try:
    unicode = unicode
except NameError:
    str = str
    unicode = str
    bytes = bytes
    basestring = (str, bytes)
else:
    bytes = str

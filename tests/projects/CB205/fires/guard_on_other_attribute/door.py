"""Both visitors find the shared bucket missing."""
from visits.visitor import Visitor as Guest

ada = Guest("ada")
alan = Guest("alan")  # CB205
print(ada.count() + alan.count())

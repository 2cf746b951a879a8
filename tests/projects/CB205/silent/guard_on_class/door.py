"""Many visitors, one bucket."""
from visits import visitor

ada = visitor.Visitor("ada")
alan = visitor.Visitor("alan")
print(ada.count() + alan.count())
for name in ("grace", "barbara"):
    print(visitor.Visitor(name).count())

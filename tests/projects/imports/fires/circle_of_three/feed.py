from zoo import animals, storage

print(animals.keeper_of("bear"))
storage.close()
print(animals.keeper_of("wolf"))  # CB302

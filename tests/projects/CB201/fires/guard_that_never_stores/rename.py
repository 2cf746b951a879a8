"""The second call was meant to give the same bucket."""
import museum

old = museum.get_bucket()
new = museum.get_bucket()  # CB201

for number in range(100):
    title = old.get(museum.title_key(number), quiet=True).value
    if title:
        new.upsert(museum.title_key(number), title.title())

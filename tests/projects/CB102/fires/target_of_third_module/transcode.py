from store import titles


def transcode(key):
    title = titles.get(key).content_as[dict]
    title["done"] = True
    titles.replace(key, title)

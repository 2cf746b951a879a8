def crawl(bucket, page):
    bucket.upsert(page, {"state": "seen"})

from couchbase.bucket import Bucket

URL = "couchbase://guard.example/guard"

if __name__ == "__main__":
    bucket = Bucket(URL)
    print(bucket.get("self-test").value)

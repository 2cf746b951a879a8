from couchbase.bucket import Bucket

from listener import Listener

if __name__ == "__main__":
    inbox = Bucket("couchbase://chat.local/inbox")
    listener = Listener(inbox)
    listener.start()  # CB102: "opened on line 6"
    listener.join()

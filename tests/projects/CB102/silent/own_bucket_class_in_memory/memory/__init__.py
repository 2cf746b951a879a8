from memory.bucket import Bucket

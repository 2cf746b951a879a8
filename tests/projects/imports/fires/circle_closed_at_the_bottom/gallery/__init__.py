from couchbase.bucket import Bucket

bucket = Bucket("couchbase://gallery.example/pages")

from . import views

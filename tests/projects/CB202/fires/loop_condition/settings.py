"""Settings of the build watcher."""
URL = "couchbase://build.example/state"
PAUSE = 30

INSTALLED_APPS = ["polls.apps.PollsConfig"]
COUCHBASE = "couchbase://polls.local/votes"

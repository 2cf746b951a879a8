INSTALLED_APPS = ["django.contrib.contenttypes", "polls.apps.PollsConfig"]
COUCHBASE = "couchbase://polls.local/votes"

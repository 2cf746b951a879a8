"""A flake8 plugin that finds misused connections of the Couchbase Python SDK."""

#: The one place of the version: the build and the plugin both read it here.
__version__ = "0.1.0"

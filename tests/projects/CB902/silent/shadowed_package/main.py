# options: --extend-select=CB902
from couchbase.auth import PasswordAuthenticator

print(PasswordAuthenticator("app", "secret").user)

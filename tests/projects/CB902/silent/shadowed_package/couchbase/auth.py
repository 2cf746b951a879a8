# options: --extend-select=CB902
class PasswordAuthenticator:
    def __init__(self, user, password):
        self.user = user
        self.password = password

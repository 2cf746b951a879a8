"""Stands for a module of the SDK."""


class PasswordAuthenticator:
    def __init__(self, *given):
        self.given = given

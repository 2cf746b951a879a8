INSTALLED_APPS = ["pieces.apps.PiecesConfig"]

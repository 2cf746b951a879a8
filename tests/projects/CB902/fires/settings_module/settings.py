# options: --extend-select=CB902
USER = "clerk"
PASSWORD = "till-1984"

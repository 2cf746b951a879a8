# options: --extend-select=CB902
PASSWORD = "ale"

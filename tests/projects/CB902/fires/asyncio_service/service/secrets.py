# options: --extend-select=CB902
PASSWORD = "hard-coded"

from flask import Flask

from farm import fields

app = Flask(__name__)


@app.get("/fields/<name>")
def field(name):
    return fields.get(name).value


if __name__ == "__main__":
    app.run()

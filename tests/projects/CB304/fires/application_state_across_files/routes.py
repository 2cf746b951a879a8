from main import app


@app.get("/documents/{key}")
def document(key: str):
    found = app.state.cluster.bucket("docs").default_collection().get(key)
    app.state.cluster.close()  # CB304: "in main.py line 8"
    return found.value

# options: --extend-select=CB903
def test_stout(beers):
    assert beers.get("stout").value

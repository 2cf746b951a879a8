from app import app, bucket


def test_read(request):
    assert app.test_client().get("/key").status_code == 200
    bucket._close()

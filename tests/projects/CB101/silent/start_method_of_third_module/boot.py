import mpsetup


def setup():
    mpsetup.use_spawn()

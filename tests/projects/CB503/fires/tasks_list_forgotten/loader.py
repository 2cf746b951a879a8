async def documents(path):
    for number in range(10):
        yield f"{path}::{number}", {"n": number}

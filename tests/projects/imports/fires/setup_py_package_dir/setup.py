import setuptools

setuptools.setup(
    name="weather",
    version="1.0",
    package_dir={"": "modules"},
    packages=["weather"],
)

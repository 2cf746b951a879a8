from setuptools import find_packages, setup

setup(
    name="routes",
    version="3.1",
    packages=find_packages("src"),
    package_dir={"": "src"},
)

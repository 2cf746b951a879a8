# The package of the same name is what an import finds.
bucket = {}

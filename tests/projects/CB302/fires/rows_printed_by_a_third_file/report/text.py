def print_rows(title, result):
    print(title)
    for row in result.rows():
        print("-", row["name"])

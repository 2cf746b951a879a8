def print_rows(rows):
    for row in rows:
        print("-", row["name"])

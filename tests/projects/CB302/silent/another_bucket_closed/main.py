from buckets import books, close_loans, loans

loans.remove("loan:1")
close_loans()
books.upsert("book:1", {"lent": False})

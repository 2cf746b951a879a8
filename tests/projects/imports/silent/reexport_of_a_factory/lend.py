from library import open_library

books = open_library("books")
loans = open_library("loans")
loans.insert("loan:1", {"book": books.get("book:1").value["title"]})

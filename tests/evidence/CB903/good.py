"""What is not needed is not opened."""
# options: --extend-select=CB9


def main():
    input("nothing is open ...\n")
    input("the program is at work ...\n")


main()

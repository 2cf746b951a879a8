def remember(operation):
    print("remembered", operation)

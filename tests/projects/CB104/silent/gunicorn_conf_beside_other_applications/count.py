from store import posts

print(posts.stats())

import posts
from registry import close_cluster


def main():
    posts.publish_soon("post::1")
    close_cluster()  # CB301


if __name__ == "__main__":
    main()

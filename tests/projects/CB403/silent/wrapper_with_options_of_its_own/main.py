from client import Client

client = Client("cbdocs://db1/orders?page=10", "app", "app-pw")
print(client.get("order::17").content_as[dict])

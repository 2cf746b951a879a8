from layer.storage import CLUSTER


def lambda_handler(event, context):
    CLUSTER.bucket("events").default_collection().upsert(event["id"], event)
    CLUSTER.close()  # CB304: "lambda_handler()"

from plant import Context

context = Context.connect("plant.example")
print(context.sensors.get("s1").content_as[dict])
context.close()
print(context.sensors.get("s2").content_as[dict])  # CB302

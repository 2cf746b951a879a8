"""Forecasts of towns."""
from weather_db import Weather


def forecast(town):
    return Weather.cluster().bucket("weather").default_collection().get(town).content_as[dict]


def warn(town, text):
    Weather.cluster().bucket("weather").collection("warnings").upsert(town, {"text": text})


if __name__ == "__main__":
    warn("Oslo", "snow")
    print(forecast("Oslo"), forecast("Rome"))

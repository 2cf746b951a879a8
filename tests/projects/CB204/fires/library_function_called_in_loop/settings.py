"""Where the weather is kept."""
WEATHER = "couchbase://weather.example.com/weather"

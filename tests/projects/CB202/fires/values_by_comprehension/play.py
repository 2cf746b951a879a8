"""The comprehension keeps the values, not the connections."""
from quiz_db import Quiz

QUESTIONS = ("q1", "q2", "q3")

right = {key: Quiz.answers().get(key).value for key in QUESTIONS}  # CB202

given = input("q1? ")
print("yes" if given == right["q1"] else "no")

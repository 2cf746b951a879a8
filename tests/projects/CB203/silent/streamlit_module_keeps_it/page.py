import streamlit as st
from store import beers, breweries

st.title("Beers")
for row in beers().query("SELECT name FROM beers"):
    st.write(row["name"])
st.write(list(breweries.query("SELECT name FROM breweries")))

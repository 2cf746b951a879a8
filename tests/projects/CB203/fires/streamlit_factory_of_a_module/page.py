import streamlit as st
from store import beers

st.title("Beers")
cluster = beers()  # CB203
for row in cluster.query("SELECT name FROM beers"):
    st.write(row["name"])

"""The page of the sales."""
import dashboard.data
import streamlit as st

st.title("Sales")
year = st.slider("Year", 2015, 2025)
cluster = dashboard.data.open_sales()  # CB203
st.bar_chart(dashboard.data.monthly(cluster, year), x="month", y="total")

"""The page of the laboratory."""
import streamlit as st

from readings import open_readings

kind = st.selectbox("Reading", ["heat", "light"])
st.line_chart(open_readings().get(kind).content_as[list])

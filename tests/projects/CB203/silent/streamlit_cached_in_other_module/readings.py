"""Connects once for all sessions."""
import streamlit as st

from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions


@st.cache_resource
def open_readings():
    options = ClusterOptions(PasswordAuthenticator(st.secrets["user"], st.secrets["password"]))
    return Cluster("couchbase://lab.example.com", options).bucket("lab").default_collection()

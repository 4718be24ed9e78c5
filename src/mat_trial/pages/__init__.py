"""The app's pages: one thin script a page, run by Streamlit from `app.py`."""

"""Who comes in, and how the app is served to them. `serve` alone knows Streamlit."""

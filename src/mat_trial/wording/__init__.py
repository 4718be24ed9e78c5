"""Every sentence a person reads about a result."""

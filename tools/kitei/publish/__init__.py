"""Sites: staged by audience, generated, checked, switched into place."""

"""Site pages from the model. `pages.render_pages` is the way in; nothing here touches a file."""

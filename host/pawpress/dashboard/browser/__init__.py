"""The dashboard in a browser: a web server on the loopback address, and a view process for each page that is open."""

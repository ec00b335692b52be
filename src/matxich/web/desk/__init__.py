"""Pages of a firm's own people. Each feature brings its own `<feature>_urls.py`."""

"""Pages of staff: queues, registry, imports. Each feature brings its own `<feature>_urls.py`."""

"""The roof: settings, addresses and the server's entry point. It may import every room; no room imports it."""

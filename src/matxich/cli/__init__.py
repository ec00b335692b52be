"""The command line: thin words around the engine; nothing here decides anything."""

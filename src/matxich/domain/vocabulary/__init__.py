"""The words of the trade: concepts in four languages, their tree, and finding them in free text."""

"""What components are given: small objects that prepare rows, pages, words and shares, so that templates hold no arithmetic."""

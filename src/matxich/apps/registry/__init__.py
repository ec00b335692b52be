"""Firms and what they claim: the programme's single record, kept true."""

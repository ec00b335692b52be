"""The pages for when something went wrong. Each says what happened, why, and what to do next."""

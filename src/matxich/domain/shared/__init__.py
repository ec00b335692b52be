"""What every rule speaks: folded text, numbers as people write them, bilingual sentences, grades of evidence."""

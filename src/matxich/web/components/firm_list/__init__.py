"""The list of firms, of which the rows are drawn by Python: twenty rows through the template language cost 6 ms."""

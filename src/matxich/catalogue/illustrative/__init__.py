"""The illustrative region: invented firms, drawn from word lists by a seed. Nothing here is or names a real firm.

Tax codes fail their check digit by design, telephone numbers lie in a range that is given to nobody, e-mail addresses
end in `.example`. The draw depends on the seed and a day alone: the same two give the same firms, byte by byte.
"""

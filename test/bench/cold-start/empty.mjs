// Nothing: what starting Node takes by itself.

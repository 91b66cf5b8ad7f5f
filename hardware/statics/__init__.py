"""How much of a press each puck's sensors feel, by where on the puck it comes: a plate on springs that only push."""

"""From judged questions and plan texts to the shipped weights; never imported by the product."""

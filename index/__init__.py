"""Where it is said and what the answer is: libraries, retrieval, answers."""

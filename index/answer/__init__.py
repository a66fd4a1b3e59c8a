"""From an understood question to an answer: gather evidence, score it, decide, tell."""

"""`./slipway test`: reads the chapters of cli/chapters.toml, runs them and reports their results."""

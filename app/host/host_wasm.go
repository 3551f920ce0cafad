package host

// Run does nothing in the browser: the program there is package app alone.
func Run([]string) int { return 0 }

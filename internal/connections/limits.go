package connections

import "runtime"

// Limit returns how many connections this process may have. The other files are for the database, the log, and requests to other
// servers: a sixteenth of all, but at least 32 and two for each processor, since that is how the pool of SQLite grows.
func Limit() int { return limit(fileLimit()) }

func limit(files int) int {
	own := max(files/16, 32+2*runtime.NumCPU())
	return max(1, files-min(own, files/2))
}

// SocketLimit returns how many of the connections may be WebSockets: four fifths of the files, but not more than seven eighths of the
// connections, so that there are always some for requests.
func SocketLimit() int { return socketLimit(fileLimit()) }

func socketLimit(files int) int { return max(1, min(files/5*4, limit(files)/8*7)) }

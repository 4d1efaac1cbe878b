package connections

import "runtime"

// Limit returns how many client connections this process may have. The remaining files are for the database, the log and outgoing
// requests. They are a sixteenth of all files, but at least 32 plus two for each processor, because the connection pool of SQLite
// grows with the processors. They are never more than half of all files.
func Limit() int { return limit(fileLimit()) }

// limit returns Limit for a process that may have that many files open.
func limit(files int) int {
	own := max(files/16, 32+2*runtime.NumCPU())
	return max(1, files-min(own, files/2))
}

// SocketLimit returns how many of the connections may be WebSockets: four fifths of the files, but at most seven eighths of the
// connections, so that some connections remain for requests.
func SocketLimit() int { return socketLimit(fileLimit()) }

// socketLimit returns SocketLimit for a process that may have that many files open.
func socketLimit(files int) int { return max(1, min(files/5*4, limit(files)/8*7)) }

package config

import "log/slog"

// parseLogFormat parses the format of the log.
func parseLogFormat(v string) (string, error) { return v, oneOf(v, "text", "json") }

// parseLogLevel parses the lowest level that is logged.
func parseLogLevel(v string) (level slog.Level, err error) {
	if err := oneOf(v, "debug", "info", "warn", "error"); err != nil {
		return level, err
	}
	err = level.UnmarshalText([]byte(v))
	return level, err
}

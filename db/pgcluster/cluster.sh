# $1: the folder of PostgreSQL's programs. $2: an empty folder, removed at the end. $3: "durable" leaves PostgreSQL as it is.
trap 'cd /; rm -rf "$2"' EXIT
exec 2>&1
"$1/initdb" --no-sync --no-locale -E UTF8 -A trust -U postgres -D "$2/data" >"$2/log" || { cat "$2/log"; exit 1; }

# Nothing here need survive a crash of the machine, so fsync is off.
quick='-c fsync=off -c full_page_writes=off -c shared_buffers=32MB -c wal_level=minimal -c max_wal_senders=0'
[ "$3" != durable ] || quick=
"$1/pg_ctl" -D "$2/data" -l "$2/log" -w start >/dev/null -o "-k '$2' -c listen_addresses= -c max_connections=200 $quick" ||
  { cat "$2/log"; exit 1; }

echo ready
cat >/dev/null
"$1/pg_ctl" -D "$2/data" -m immediate stop >/dev/null

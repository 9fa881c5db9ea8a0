#!/usr/bin/env bash
# Follows "To any moment" of docs/how-to/backup.md on a scratch cluster: what was written before a moment is back, what
# came after is not. Run as a user that PostgreSQL may run as:  su postgres -c tools/point_in_time.sh
set -euo pipefail
bin=$(find /usr/lib/postgresql -maxdepth 2 -name bin | sort -V | tail -1)
scratch=$(mktemp -d)
export PGHOST=$scratch PGPORT=${PORT:-5544}
trap '"$bin/pg_ctl" -D "$scratch/data" -m immediate stop >/dev/null 2>&1 || true; rm -rf "$scratch"' EXIT

mkdir "$scratch"/{repo,log,lock,spool}
cat >"$scratch/pgbackrest.conf" <<CONF
[global]
repo1-path=$scratch/repo
repo1-cipher-type=aes-256-cbc
repo1-cipher-pass=contoh-kunci-panjang
repo1-retention-full=2
log-path=$scratch/log
lock-path=$scratch/lock
spool-path=$scratch/spool
log-level-console=warn
start-fast=y
compress-type=zst

[silastri]
pg1-path=$scratch/data
pg1-port=$PGPORT
pg1-socket-path=$scratch
CONF
chmod 600 "$scratch/pgbackrest.conf"
pgbackrest="pgbackrest --config=$scratch/pgbackrest.conf --stanza=silastri"

"$bin/initdb" -D "$scratch/data" -A trust >/dev/null
cat >>"$scratch/data/postgresql.conf" <<CONF
port = $PGPORT
unix_socket_directories = '$scratch'
listen_addresses = ''
wal_level = replica
archive_mode = on
archive_command = '$pgbackrest archive-push %p'
archive_timeout = 60
CONF
"$bin/pg_ctl" -D "$scratch/data" -w -l "$scratch/pg.log" start >/dev/null
createdb silastri
$pgbackrest stanza-create
$pgbackrest check
psql -q silastri -c "CREATE TABLE letters (n int)" -c "INSERT INTO letters VALUES (1)"
$pgbackrest --type=full backup
psql -q silastri -c "INSERT INTO letters VALUES (2)"
sleep 1
moment=$(psql -At silastri -c "SELECT clock_timestamp()")
sleep 1
psql -q silastri -c "INSERT INTO letters VALUES (3)" -c "SELECT pg_switch_wal()" >/dev/null

"$bin/pg_ctl" -D "$scratch/data" -m fast stop >/dev/null
mv "$scratch/data" "$scratch/data.broken"
mkdir -m 700 "$scratch/data"
$pgbackrest --type=time "--target=$moment" --target-action=promote restore
"$bin/pg_ctl" -D "$scratch/data" -w -l "$scratch/pg.log" start >/dev/null
for _ in $(seq 60); do
  [ "$(psql -At silastri -c 'SELECT pg_is_in_recovery()')" = f ] && break
  sleep 0.5
done
found=$(psql -At silastri -c "SELECT string_agg(n::text, ',' ORDER BY n) FROM letters")
echo "before the backup, after it, too late: 1, 2, 3; there after going back to $moment: $found"
[ "$found" = 1,2 ]

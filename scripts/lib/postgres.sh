# Sourced by scripts/test: a throw-away PostgreSQL cluster in a temporary folder, run by an unprivileged user,
# reachable only through a socket in that folder, and gone when the script ends however it ends.

start_postgres() {
  pg_home=$(mktemp -d /tmp/onward-pg.XXXXXX)
  pg_user=$(id -un)
  pg_as=()
  if [ "$(id -u)" -eq 0 ]; then
    # postgres refuses to run as root.
    pg_user=postgres
    id "$pg_user" >/dev/null 2>&1 || pg_user=nobody
    chown "$pg_user" "$pg_home"
    pg_as=(setpriv --reuid="$pg_user" --regid="$(id -g "$pg_user")" --clear-groups env HOME="$pg_home")
  fi
  (
    cd "$pg_home"
    "${pg_as[@]}" "$PG_BIN/initdb" -D "$pg_home/data" -U onward -A trust -E UTF8 --locale=C.UTF-8 >"$pg_home/initdb.log" 2>&1 ||
      { cat "$pg_home/initdb.log" >&2; exit 1; }
    # Only tests live here, so speed goes before safety; max_connections covers every test at once.
    "${pg_as[@]}" "$PG_BIN/pg_ctl" -D "$pg_home/data" -w -t 60 -l "$pg_home/server.log" -o \
      "-c listen_addresses='' -c unix_socket_directories='$pg_home' -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=300 -c shared_buffers=64MB" \
      start >/dev/null 2>&1 || { cat "$pg_home/server.log" >&2; exit 1; }
  ) || stop "the throw-away PostgreSQL did not start."
  # A URL that libpq reads: the socket folder stands percent-encoded in the host.
  ONWARD_TEST_POSTGRES="postgresql://onward@${pg_home//\//%2F}/postgres"
  export ONWARD_TEST_POSTGRES
}

stop_postgres() {
  [ -n "${pg_home:-}" ] || return 0
  ( cd /; "${pg_as[@]}" "$PG_BIN/pg_ctl" -D "$pg_home/data" -m immediate stop >/dev/null 2>&1 ) || true
  rm -rf "$pg_home"
  pg_home=
}

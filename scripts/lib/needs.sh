# Sourced by scripts/demo, scripts/test and scripts/pictures: installs what is missing on Debian, in plain words.
# Nothing is installed where the command is already there (Debian's npm conflicts with a nodejs that brings its own).

say() { printf '%s\n' "$*"; }
stop() { printf 'Stopped: %s\n' "$*" >&2; exit 1; }

as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"
  elif command -v sudo >/dev/null 2>&1; then sudo "$@"
  else stop "this needs root to run '$*', and there is no sudo. Run it as root once, then start again."
  fi
}

apt_lists_fresh=no
# install WHY PACKAGE...
install() {
  local why=$1; shift
  command -v apt-get >/dev/null 2>&1 ||
    stop "$why is missing, and this machine has no apt-get. Install $* by hand, then start again."
  say "Installing $* ($why)."
  if [ "$apt_lists_fresh" = no ]; then
    as_root apt-get update -qq || say "apt-get update failed; trying with the lists as they are."
    apt_lists_fresh=yes
  fi
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null ||
    stop "could not install $*. The lines above say why."
}

need_rust() {
  command -v cargo >/dev/null 2>&1 && return
  [ -x "$HOME/.cargo/bin/cargo" ] && { PATH="$HOME/.cargo/bin:$PATH"; export PATH; return; }
  stop "there is no Rust toolchain. Install one (Rust 1.92 or newer, with rustfmt and clippy), then start again."
}

need_compiler() {
  command -v cc >/dev/null 2>&1 || install "C compiler, for the embedded database" build-essential
  command -v pkg-config >/dev/null 2>&1 || install "pkg-config, which finds C libraries" pkg-config
}

# The style sheets are built from govuk-frontend when Onward is compiled; a finished binary needs no Node.
# Debian 12's own Node is older than what that needs, so a newer one is then fetched as an npm package into target/.
need_node() {
  local newer="$PWD/target/tools/node/bin"
  [ -x "$newer/node" ] && PATH="$newer:$PATH"
  node_is_new && command -v npm >/dev/null 2>&1 && { export PATH; return; }
  command -v node >/dev/null 2>&1 || install "Node, which builds the style sheets" nodejs
  command -v npm >/dev/null 2>&1 || install "npm, which fetches what the style sheets are built from" npm
  if ! node_is_new; then
    local package; package="node-linux-$(node -p process.arch)"
    say "Node $(node -p process.versions.node) is older than 20.19. Fetching Node 22 from npm into target/tools/."
    npm install --prefix target/tools/npm --no-save --no-audit --no-fund --silent "$package@22" ||
      stop "could not fetch $package. Install Node 20.19 or newer by hand, then start again."
    mkdir -p target/tools
    ln -sfn "npm/node_modules/$package" target/tools/node
    PATH="$newer:$PATH"
  fi
  node_is_new || stop "Node is $(node -p process.versions.node); 20.19 or newer is needed."
  export PATH
}

node_is_new() {
  command -v node >/dev/null 2>&1 &&
    node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)'
}

need_chromium() {
  if [ -z "${CHROMIUM:-}" ]; then
    CHROMIUM=$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)
    [ -n "$CHROMIUM" ] || { install "Chromium, for the browser tests" chromium fonts-noto-core; CHROMIUM=$(command -v chromium); }
  fi
  export CHROMIUM
}

# Sets PG_BIN to the folder with initdb, pg_ctl and postgres of one version.
need_postgresql() {
  PG_BIN=$(find_pg_bin)
  if [ -z "$PG_BIN" ]; then
    install "PostgreSQL server, for the tests of the second database" postgresql
    PG_BIN=$(find_pg_bin)
  fi
  [ -n "$PG_BIN" ] || stop "PostgreSQL is installed, but initdb was not found."
  if ! [ -e /usr/include/postgresql/libpq-fe.h ] && ! pkg-config --exists libpq 2>/dev/null; then
    install "PostgreSQL client library, which the store links to" libpq-dev
  fi
}

find_pg_bin() {
  local dir
  for dir in $(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -t/ -k5 -rn) ; do
    [ -x "$dir/initdb" ] && [ -x "$dir/postgres" ] && { echo "$dir"; return; }
  done
  if command -v pg_config >/dev/null 2>&1; then
    dir=$(pg_config --bindir)
    [ -x "$dir/initdb" ] && echo "$dir"
  fi
  return 0
}

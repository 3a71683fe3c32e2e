#!/usr/bin/env bash
# Walks through README.md and docs/deploy on a bare Debian, in a folder of its own (debootstrap, chroot), as root:
#   bash docs/deploy/bare_debian.sh [FOLDER]
# It takes some minutes and the network, so CI does not run it. What is there is used again; a folder that was named stays.
# No systemd runs in such a folder: what a unit starts is started by its own line, as its user, with its variables.
set -euo pipefail
here=$(cd "$(dirname "$0")/../.." && pwd)
folder=${1:-$(mktemp -d)}
root=$folder/root
port=$((20000 + RANDOM % 20000))
ended() {  # whatever happened: nothing that was started goes on
    jobs -p | xargs --no-run-if-empty kill 2>/dev/null || true
    wait
    [ -n "${kept:-}" ] || rm -rf --one-file-system "$folder"
}
kept=${1:-}
trap ended EXIT

begin() {  # a command in the Debian, in place of this shell: for what goes on behind
    exec unshare --mount bash -c '
        mount -t proc proc "$1/proc" && mount --bind /dev "$1/dev" && root=$1 && shift
        exec chroot "$root" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 "$@"' - "$root" "$@"
}

inside() { (begin "$@"); }

step() { printf '\n== %s (%s s)\n' "$1" "$SECONDS"; }

answers() {  # waits until an address answers, and prints its status
    for _ in $(seq 1200); do
        status=$(curl --silent --insecure --output /dev/null --write-out '%{http_code}' "$1" || true)
        [ "$status" = 000 ] || [ "$status" = 502 ] || [ "$status" = 503 ] || { echo "$status $1"; [ "$status" = 200 ]; return; }
        sleep 0.1
    done
    echo "nothing answers at $1"; return 1
}

stop() { kill "$1" 2>/dev/null || true; wait "$1" 2>/dev/null || true; }

if [ ! -e "$root/etc/debian_version" ]; then
    step "a bare Debian"
    mkdir -p "$folder" && debootstrap --variant=minbase --include=ca-certificates bookworm "$root" >"$folder/debootstrap.log"
fi
cp /etc/resolv.conf "$root/etc/"
cp /etc/ssl/certs/ca-certificates.crt "$root/etc/ssl/this-machine.crt"  # packages are reached as from this machine
printf '[global]\ncert = /etc/ssl/this-machine.crt\n' >"$root/etc/pip.conf"

step "what README.md asks for: Python with venv and pip; git"
inside apt-get -qq update
inside apt-get -qq install --yes --no-install-recommends python3 python3-pip git >/dev/null
rm -rf "$root/opt/directory" "$root/opt/directory-1" "$root/opt/directory-2" "$root/var/lib/directory" "$root/tmp/source"
git clone --quiet --bare "$here" "$root/tmp/source"
inside git clone --quiet /tmp/source /opt/directory-1

step "README.md: python3 run.py"
begin bash -c "cd /opt/directory-1 && exec python3 run.py serve --port $port" & site=$!
answers "http://127.0.0.1:$port/" && answers "http://127.0.0.1:$port/search?near=97214"
stop $site
step "the same a second time"
begin bash -c "cd /opt/directory-1 && exec python3 run.py serve --port $port" & site=$!
answers "http://127.0.0.1:$port/"
stop $site
rm -rf "$root/opt/directory-1/data/local"*

step "docs/deploy: one server with TLS"
inside apt-get -qq install --yes --no-install-recommends caddy systemd curl >/dev/null 2>&1
inside bash -c 'cd /opt/directory-1 && .venv/bin/python -m compileall -q .venv directory && ln -sfn /opt/directory-1 /opt/directory
    useradd --system --home-dir /var/lib/directory directory 2>/dev/null; install -d -o directory -m 700 /var/lib/directory'
unit=$root/opt/directory-1/docs/deploy/systemd/directory@.service
started() {  # what directory@PORT.service starts, as it does: its user, its folder, its variables
    local line variables
    line=$(sed -n 's/^ExecStart=//p' "$unit" | sed "s/%i/$1/")
    variables=$(sed -n 's/^Environment=//p' "$unit")
    begin bash -c "cd /opt/directory && export SITE_ADDRESS=https://localhost:$((port + 2)) $variables &&
        exec setpriv --reuid directory --regid directory --clear-groups --no-new-privs --inh-caps=-all --bounding-set=-all $line"
}
started $port & one=$!
answers "http://127.0.0.1:$port/readyz"
started $((port + 1)) & two=$!
answers "http://127.0.0.1:$((port + 1))/readyz"
sed 's/admin off/admin off\n\tauto_https disable_redirects/' "$here/docs/deploy/Caddyfile" >"$root/etc/caddy/Caddyfile"
begin env SITE="https://localhost:$((port + 2))" UPSTREAMS="127.0.0.1:$port 127.0.0.1:$((port + 1))" \
    caddy run --config /etc/caddy/Caddyfile & front=$!
answers "https://localhost:$((port + 2))/search?near=97214"

step "a newer version, without a failed request"
inside git clone --quiet /tmp/source /opt/directory-2
touch "$folder/upgrading"
( failed=0 asked=0
  while [ -e "$folder/upgrading" ]; do
      asked=$((asked + 1))
      curl --silent --insecure --fail --output /dev/null "https://localhost:$((port + 2))/search?near=97214" || failed=$((failed + 1))
  done
  echo "$asked asked meanwhile, $failed without an answer"; [ $failed = 0 ] ) & visitor=$!
inside bash -c 'cd /opt/directory-2 && python3 run.py --version && .venv/bin/python -m compileall -q .venv directory && ln -sfn /opt/directory-2 /opt/directory'
stop $one; started $port & one=$!
answers "http://127.0.0.1:$port/readyz"
stop $two; started $((port + 1)) & two=$!
answers "http://127.0.0.1:$((port + 1))/readyz"
rm "$folder/upgrading"
wait $visitor

step "doctor"
inside bash -c 'cd /opt/directory && exec setpriv --reuid directory --regid directory --clear-groups env DIRECTORY_DATA=/var/lib/directory/data DIRECTORY_KEY_FILE=/var/lib/directory/office.key .venv/bin/python run.py doctor' || true
stop $front; stop $one; stop $two
step "all of it was walked through"

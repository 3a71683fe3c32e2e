#!/usr/bin/env bash
# Builds the image of docs/deploy/Dockerfile and starts what compose.yml starts, with buildah and no Docker, as root:
#   bash docs/deploy/container_without_docker.sh FOLDER      FOLDER: where bare_debian.sh has made its Debian
# Where Docker Hub can be reached, `docker build` does the same on python:3.11-slim; here Debian's own Python stands in for it.
set -euo pipefail
here=$(cd "$(dirname "$0")/../.." && pwd)
root=$1/root
port=$((20000 + RANDOM % 20000))
export STORAGE_DRIVER=vfs BUILDAH_ISOLATION=chroot
kept=$(mktemp -d)
storage=(--root "$kept/storage" --runroot "$kept/run")
ended() {
    jobs -p | xargs --no-run-if-empty kill 2>/dev/null || true
    wait
    buildah "${storage[@]}" umount --all >/dev/null 2>&1 || true
    rm -rf --one-file-system "$kept"
}
trap ended EXIT

from=$(buildah "${storage[@]}" from scratch)
tar --create --directory "$root" --one-file-system --exclude ./opt --exclude ./var/lib/directory --exclude ./proc --exclude ./tmp . | tar --extract --directory "$(buildah "${storage[@]}" mount "$from")"
install -d -m 1777 "$(buildah "${storage[@]}" mount "$from")/tmp"
buildah "${storage[@]}" commit --quiet "$from" docker.io/library/python:3.11-slim >/dev/null
buildah "${storage[@]}" rm "$from" >/dev/null
echo "== docker build"
buildah "${storage[@]}" build --pull-never --format docker --file "$here/docs/deploy/Dockerfile" --ignorefile "$here/docs/deploy/Dockerfile.dockerignore" --tag directory "$here" 2>&1 | grep -v Collecting
made=$(buildah "${storage[@]}" from --pull-never directory)
echo "== as compose.yml starts it: user, no root, nothing writable but /data, /keys and /tmp"
buildah "${storage[@]}" inspect --format '{{.OCIv1.Config.User}} {{.OCIv1.Config.Entrypoint}} {{.OCIv1.Config.Cmd}}' "$made"
install -d -o 10001 -g 10001 "$kept/data" "$kept/keys"
begin() {
    buildah "${storage[@]}" run --volume "$kept/data:/data" --volume "$kept/keys:/keys" --cap-drop all "$made" -- "$@"
}
begin .venv/bin/python run.py serve --host 127.0.0.1 --port "$port" --no-worker &
for _ in $(seq 600); do
    status=$(curl --silent --output /dev/null --write-out '%{http_code}' "http://127.0.0.1:$port/readyz" || true)
    [ "$status" = 200 ] && break; sleep 0.2
done
echo "/readyz $status"; [ "$status" = 200 ]
begin .venv/bin/python -c 'import os; print("runs as", os.getuid(), "and", "can" if os.access("/app", os.W_OK) else "cannot", "write the program")'
begin .venv/bin/python run.py user add admin@example.org --role admin
begin .venv/bin/python run.py doctor || true  # it asks for a worker and an address, which are not there
begin .venv/bin/python -c "import urllib.request; print('HEALTHCHECK', urllib.request.urlopen('http://127.0.0.1:$port/healthz', timeout=4).status)"

#!/bin/sh
# confined.sh FOLDER PATHS COMMAND…: runs it as units and containers do, for root in a mount namespace of its own: as user 10001 without a
# capability, nothing writable but FOLDER, as /media/state, and an empty /tmp. PATHS, with colons between, stay where they are.
set -eu
state=$1 paths=$2
shift 2
mount -t tmpfs -o mode=755 tmpfs /media
mkdir /media/state
mount --bind "$state" /media/state
number=0
for path in $(echo "$paths" | tr : ' '); do
    mkdir "/media/$number" && mount --bind "$path" "/media/$number"
    number=$((number + 1))
done
mount -t tmpfs -o mode=1777 tmpfs /tmp
mount -t tmpfs -o mode=755 tmpfs /root
number=0
for path in $(echo "$paths" | tr : ' '); do
    [ -d "$path" ] || { mkdir -p "$path" && mount --bind "/media/$number" "$path" && mount -o remount,bind,ro "$path"; }
    number=$((number + 1))
done
mount -o remount,bind,ro /
exec setpriv --reuid 10001 --regid 10001 --clear-groups --no-new-privs --inh-caps=-all --bounding-set=-all "$@"

#!/bin/bash
# The first process of a machine: boot.sh NAME FOLDER REPOSITORY [DISK ...]. What it writes below these folders is its own
# and stays when it dies, as do its disks.
name=$1 folder=$2 repository=$3
shift 3
mount --make-rprivate /
hostname "$name"
for own in etc usr/local var srv opt; do
    mkdir -p "/$own" "$folder/own/$own" "$folder/between/$own"
    mount -t overlay overlay -o "lowerdir=/$own,upperdir=$folder/own/$own,workdir=$folder/between/$own" "/$own"
done
mount -t tmpfs -o mode=755 tmpfs /run
mkdir -p /run/haproxy /run/postgresql /srv/shared /srv/silastri /opt/silastri
chown postgres: /run/postgresql
mount --bind "$folder/../shared" /srv/shared
mount --bind "$repository" /opt/silastri
for disk in "$@"; do
    mkdir -p "$disk"
    mount --bind "$folder/disk$disk" "$disk"
done
touch "$folder/ready"
while :; do # and gathers what others left behind
    sleep infinity &
    wait $!
done

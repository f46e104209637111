#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs, upgrades, removes and purges the package in a copy of this machine that is thrown away: an overlay in a mount namespace of its own.
# Usage: install_test.sh FILE.deb (as root)
set -euo pipefail
if [ "${2:-}" != inside ]; then exec unshare -m bash "$0" "$(realpath "$1")" inside; fi

die() { echo "install_test: $*" >&2; exit 1; }
top=$(mktemp -d)
mount -t tmpfs tmpfs "$top"
mkdir "$top/upper" "$top/work" "$top/root"
mount -t overlay overlay -o "lowerdir=/,upperdir=$top/upper,workdir=$top/work" "$top/root"
mount --rbind /proc "$top/root/proc"
mount --rbind /dev "$top/root/dev"
cp "$1" "$top/root/root/tallyd.deb"
in_copy() { chroot "$top/root" env DEBIAN_FRONTEND=noninteractive "$@"; }

in_copy dpkg -i /root/tallyd.deb
in_copy id tallyd > /dev/null || die "there is no user tallyd"
[ "$(in_copy stat -c '%U %a' /var/lib/tallyd)" = "tallyd 750" ] || die "the state directory is not the user's own"
[ "$(in_copy stat -c '%U %a' /etc/credstore)" = "root 700" ] || die "the secrets' directory is open"
for unit in tallyd.service tallyd-office.socket; do
    in_copy systemctl is-enabled "$unit" > /dev/null || die "$unit is not enabled"
    in_copy systemd-analyze verify --man=no "$unit" || die "systemd does not take $unit"
done
in_copy man -w tallyd tallyctl tallyd.toml > /dev/null || die "a manual page is missing"
in_copy bash -c 'source /usr/share/bash-completion/completions/tallyctl; complete -p tallyctl' > /dev/null || die "no completion"
# The guide, followed to the letter.
in_copy bash -ec 'cd /usr/share/doc/tallyd/examples; cp tallyd.toml administrations.toml /etc/tallyd/; cp consultations/tsb-circular-53.toml /etc/tallyd/consultations/'
in_copy tallyctl check-config || die "the shipped examples are no configuration"
# A machine is used, then upgraded; the records and the configuration stay.
in_copy touch /var/lib/tallyd/record
in_copy dpkg -i /root/tallyd.deb
in_copy test -e /var/lib/tallyd/record -a -e /etc/tallyd/tallyd.toml || die "an upgrade lost something"
in_copy dpkg -r tallyd
in_copy test -e /var/lib/tallyd/record -a -e /etc/tallyd/tallyd.toml || die "removing it removed what is the user's"
in_copy dpkg -P tallyd
in_copy test -e /etc/tallyd && die "a purge left the configuration"
in_copy test -e /var/lib/tallyd/record || die "a purge removed the records"
left=$(in_copy find /etc /usr /lib/systemd /var/lib/systemd/deb-systemd-helper-enabled -name '*tallyd*' 2>/dev/null || true)
[ -z "$left" ] || die "a purge left: $left"
echo "install_test: installed, upgraded, removed and purged"

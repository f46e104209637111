#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs, upgrades, removes and purges the package in a copy of this machine that is thrown away: an overlay in a mount namespace of its own.
# With the package of an older version, that one is used first: what it recorded must be whole after the upgrade.
# Usage: install_test.sh FILE.deb [OLDER.deb] (as root)
set -euo pipefail
if [ -z "${INSIDE:-}" ]; then INSIDE=yes exec unshare -m bash "$0" "$@"; fi

die() { echo "install_test: $*" >&2; exit 1; }
top=$(mktemp -d)
mount -t tmpfs tmpfs "$top"
mkdir "$top/upper" "$top/work" "$top/root"
mount -t overlay overlay -o "lowerdir=/,upperdir=$top/upper,workdir=$top/work" "$top/root"
mount --rbind /proc "$top/root/proc"
mount --rbind /dev "$top/root/dev"
cp "$1" "$top/root/root/tallyd.deb"
cp "${2:-$1}" "$top/root/root/older.deb"
in_copy() { chroot "$top/root" env DEBIAN_FRONTEND=noninteractive "$@"; }

in_copy dpkg -i /root/older.deb
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
# reply STATE: a reply of the focal point there, taken in.
reply() {
    printf '%s\r\n' "From: <itu-focal@ict.$1.example>" 'To: tsbdir@itu.example' 'Subject: Reply to Circular 53' "Message-ID: <1@ict.$1.example>" \
        "Authentication-Results: $authserv; dmarc=pass header.from=ict.$1.example" '' \
        'Reply to TSB Circular 53' 'Draft Recommendation ITU-T X.1214 (ex X.samtn)' \
        '[X] assigns authority to Study Group 17 to consider this text for approval' '[X] No comments or suggested changes' \
        '[ ] Comments and suggested changes are attached' \
        '[ ] does not assign authority to Study Group 17 to consider this text for approval' > "$top/root/tmp/reply.eml"
    in_copy setpriv --reuid tallyd --regid tallyd --clear-groups tallyctl import --no-answers --received 2018-02-01T09:30:00Z /tmp/reply.eml
}
replies() { in_copy tallyctl replies --json | grep -o '"message_id"' | wc -l; }
authserv=$(in_copy sed -n 's/^authserv_id *= *"\(.*\)".*/\1/p' /etc/tallyd/tallyd.toml)
reply ke
before=$(replies)
[ "$before" -ge 1 ] || die "a reply that was taken in is not there"
in_copy dpkg -i /root/tallyd.deb
in_copy test -x /usr/libexec/tallyd/tallyd-reader || die "the light reader is not where tallyd looks for it"
in_copy test -e /etc/tallyd/tallyd.toml || die "an upgrade lost the configuration"
reply ug
in_copy tallyctl verify || die "an upgrade broke the ledger"
[ "$(replies)" -gt "$before" ] || die "an upgrade lost a reply"
in_copy dpkg -r tallyd
in_copy test -e /var/lib/tallyd/tallyd.db -a -e /etc/tallyd/tallyd.toml || die "removing it removed what is the user's"
in_copy dpkg -P tallyd
in_copy test -e /etc/tallyd && die "a purge left the configuration"
in_copy test -e /var/lib/tallyd/tallyd.db || die "a purge removed the records"
left=$(in_copy find /etc /usr /lib/systemd /var/lib/systemd/deb-systemd-helper-enabled -name '*tallyd*' 2>/dev/null || true)
[ -z "$left" ] || die "a purge left: $left"
echo "install_test: installed, upgraded, removed and purged"

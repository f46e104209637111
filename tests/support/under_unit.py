#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs a program as a systemd unit would run it, as far as that can be done without systemd as process 1: system call
filters, no new privileges, no capabilities, limits, umask. Usage: under_unit.py [--without WORD,WORD] UNIT PROGRAM [ARGUMENT…]

--without leaves out system calls that the unit names, so that a test can see that they are needed."""
import ctypes
import errno
import os
import pathlib
import resource
import subprocess
import sys

import seccomp
from seccomp import ALLOW, EQ, ERRNO, MASKED_EQ, NE, Arg, SyscallFilter

PR_CAPBSET_DROP, PR_SET_NO_NEW_PRIVS = 24, 38
NAMESPACES = [0x00020000, 0x02000000, 0x04000000, 0x08000000, 0x10000000, 0x20000000, 0x40000000, 0x00000080]
FAMILIES = {"AF_UNIX": 1, "AF_INET": 2, "AF_INET6": 10}
PROT_WRITE, PROT_EXEC = 2, 4


def settings_of(unit):
    """Every assignment, in order: systemd lets many of them add to the ones before."""
    settings = {}
    for line in pathlib.Path(unit).read_text().splitlines():
        if "=" in line and not line.startswith("#"):
            key, value = line.split("=", 1)
            settings.setdefault(key, []).append(value)
    return settings


def is_on(settings, key):
    return settings.get(key, ["no"])[-1] in ("yes", "true", "on", "1")


def expand(words):
    """The system calls of a list of names and @groups, as systemd-analyze of this machine knows them."""
    calls = set()
    for word in words:
        if not word.startswith("@"):
            calls.add(word)
            continue
        text = subprocess.run(["systemd-analyze", "--no-pager", "syscall-filter", word], check=True, capture_output=True, text=True).stdout
        lines = [line.strip() for line in text.splitlines()[1:]]
        calls |= expand([line for line in lines if line and not line.startswith("#")])
    return calls


def allowed_calls(settings):
    calls = expand(["@default"])
    for value in settings.get("SystemCallFilter", []):
        if value.startswith("~"):
            calls -= expand(value[1:].split())
        else:
            calls |= expand(value.split())
    return calls


def rule(filter_, action, call, *arguments):
    try:
        filter_.add_rule(action, call, *arguments)
    except (RuntimeError, OSError):
        pass  # no call of this architecture, or unknown to this libseccomp: systemd passes over it, too


def load_denials(settings):
    filter_ = SyscallFilter(ALLOW)
    denied = ERRNO(errno.EPERM)
    if is_on(settings, "MemoryDenyWriteExecute"):
        rule(filter_, denied, "mmap", Arg(2, MASKED_EQ, PROT_EXEC | PROT_WRITE, PROT_EXEC | PROT_WRITE))
        rule(filter_, denied, "mprotect", Arg(2, MASKED_EQ, PROT_EXEC, PROT_EXEC))
        rule(filter_, denied, "pkey_mprotect", Arg(2, MASKED_EQ, PROT_EXEC, PROT_EXEC))
        rule(filter_, denied, "shmat", Arg(2, MASKED_EQ, 0o100000, 0o100000))
    if is_on(settings, "RestrictNamespaces"):
        rule(filter_, denied, "setns")
        rule(filter_, ERRNO(errno.ENOSYS), "clone3")
        for flag in NAMESPACES:
            rule(filter_, denied, "clone", Arg(0, MASKED_EQ, flag, flag))
            rule(filter_, denied, "unshare", Arg(0, MASKED_EQ, flag, flag))
    if is_on(settings, "LockPersonality"):
        rule(filter_, denied, "personality", Arg(0, NE, 0))
    if is_on(settings, "RestrictSUIDSGID"):
        for bit in (0o4000, 0o2000):
            rule(filter_, denied, "chmod", Arg(1, MASKED_EQ, bit, bit))
            rule(filter_, denied, "fchmod", Arg(1, MASKED_EQ, bit, bit))
            rule(filter_, denied, "fchmodat", Arg(2, MASKED_EQ, bit, bit))
    if "RestrictAddressFamilies" in settings:
        allowed = {FAMILIES[name] for name in settings["RestrictAddressFamilies"][-1].split()}
        for family in set(range(46)) - allowed:
            rule(filter_, ERRNO(errno.EAFNOSUPPORT), "socket", Arg(0, EQ, family))
    filter_.load()


def load_allow_list(settings, without):
    calls = allowed_calls(settings) - without
    filter_ = SyscallFilter(ERRNO(errno.EPERM))
    for call in sorted(calls):
        rule(filter_, ALLOW, call)
    filter_.load()


def main():
    arguments = sys.argv[1:]
    without = set()
    if arguments[0] == "--without":
        without = set(arguments[1].split(","))
        arguments = arguments[2:]
    settings = settings_of(arguments[0])
    libc = ctypes.CDLL(None, use_errno=True)
    if settings.get("CapabilityBoundingSet") == [""] and os.getuid() == 0:
        for capability in range(64):
            libc.prctl(PR_CAPBSET_DROP, capability, 0, 0, 0)
    if is_on(settings, "NoNewPrivileges") and libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        sys.exit("no_new_privs was refused")
    if "UMask" in settings:
        os.umask(int(settings["UMask"][-1], 8))
    if settings.get("LimitCORE") == ["0"]:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    load_denials(settings)
    load_allow_list(settings, without)
    os.execv(arguments[1], arguments[1:])


if __name__ == "__main__":
    main()

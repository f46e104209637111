# SPDX-License-Identifier: GPL-3.0-or-later
# Completion of tallyctl: commands, options, circulars and the codes of administrations.
_tallyctl_configuration() {
    local i
    for ((i = 1; i < COMP_CWORD; i++)); do
        [[ ${COMP_WORDS[i]} == --config ]] && { printf '%s' "${COMP_WORDS[i + 1]}"; return; }
    done
    printf /etc/tallyd
}

_tallyctl() {
    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]} directory commands
    directory=$(_tallyctl_configuration)
    commands=$(tallyctl --help 2>/dev/null | sed -n '/^Subcommands:/,$ s/^  \([a-z-]*\) .*/\1/p')
    case $prev in
        tallyctl) mapfile -t COMPREPLY < <(compgen -W "$commands --help --version" -- "$cur"); return ;;
        --config | --pictures) mapfile -t COMPREPLY < <(compgen -d -- "$cur"); return ;;
        --format) mapfile -t COMPREPLY < <(compgen -W "table json csv xlsx html docx" -- "$cur"); return ;;
        --administration | export)
            mapfile -t COMPREPLY < <(compgen -W "$(sed -n 's/^code *= *"\([A-Z]*\)".*/\1/p' "$directory/administrations.toml" 2>/dev/null)" -- "$cur")
            return ;;
        tally | remind | td | form | digest | --circular)
            mapfile -t COMPREPLY < <(compgen -W "$(sed -n 's/^circular *= *".*[^0-9]\([0-9]*\)".*/\1/p' "$directory"/consultations/*.toml 2>/dev/null)" -- "$cur")
            return ;;
        review) mapfile -t COMPREPLY < <(compgen -W "list show resolve reject assign open" -- "$cur"); return ;;
        consultation) mapfile -t COMPREPLY < <(compgen -W "diff apply" -- "$cur"); return ;;
        outbox) mapfile -t COMPREPLY < <(compgen -W "list retry cancel" -- "$cur"); return ;;
    esac
    if [[ $cur == -* ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$(tallyctl "${COMP_WORDS[1]}" --help 2>/dev/null | grep -oE -- '--[a-z-]+')" -- "$cur")
    else
        mapfile -t COMPREPLY < <(compgen -f -- "$cur")
    fi
}
complete -o filenames -F _tallyctl tallyctl

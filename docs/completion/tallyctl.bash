# SPDX-License-Identifier: GPL-3.0-or-later
# Completion of tallyctl: commands, options and their words, circulars and the codes of administrations. What there is is asked of
# tallyctl --help.
_tallyctl_configuration() {
    local i
    for ((i = 1; i < COMP_CWORD; i++)); do
        [[ ${COMP_WORDS[i]} == --config ]] && { printf '%s' "${COMP_WORDS[i + 1]}"; return; }
    done
    printf /etc/tallyd
}

# The words of the command before the cursor, "review list": of `tallyctl review list --all`.
_tallyctl_command() {
    local i words=()
    for ((i = 1; i < COMP_CWORD && ${#words[@]} < 2; i++)); do
        case ${COMP_WORDS[i]} in
            --config) ((i++)) ;;
            -*) ;;
            *)
                ((${#words[@]} == 0)) || tallyctl "${words[@]}" --help 2>/dev/null | grep -q "^  ${COMP_WORDS[i]} " || break
                words+=("${COMP_WORDS[i]}")
                ;;
        esac
    done
    printf '%s' "${words[*]}"
}

_tallyctl() {
    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]} directory command help choices words
    directory=$(_tallyctl_configuration)
    command=$(_tallyctl_command)
    # shellcheck disable=SC2086
    help=$(tallyctl $command --help 2>/dev/null)
    circulars() { sed -n 's/^circular *= *".*[^0-9]\([0-9]*\)".*/\1/p' "$directory"/consultations/*.toml 2>/dev/null; }
    codes() { sed -n 's/^code *= *"\([A-Z]*\)".*/\1/p' "$directory/administrations.toml" 2>/dev/null; }
    _tallyctl_offer() { mapfile -t COMPREPLY < <(compgen -W "$1" -- "$cur"); }
    case $prev in
        --config | --pictures) mapfile -t COMPREPLY < <(compgen -d -- "$cur"); return ;;
        --administration) _tallyctl_offer "$(codes)"; return ;;
        --circular) _tallyctl_offer "$(circulars)"; return ;;
        --*)
            choices=$(sed -n "s/^  $prev \([a-z_0-9]*|[a-z_0-9|]*\).*/\1/p" <<<"$help")
            [[ -z $choices ]] || { _tallyctl_offer "${choices//|/ }"; return; }
            ;;
    esac
    if [[ $cur == -* ]]; then
        _tallyctl_offer "$(sed -n 's/^  \(-h,\)\{0,1\}\(--[a-z-]*\).*/\2/p' <<<"$help")"
        return
    fi
    words=$(sed -n '/^Subcommands:/,/^$/ s/^  \([a-z][a-z-]*\) .*/\1/p' <<<"$help")
    case $command in
        export) words+=" $(codes)" ;;
        tally | remind | td | form | digest | preview) words+=" $(circulars)" ;;
    esac
    if [[ -n ${words// /} ]]; then _tallyctl_offer "$words"; else mapfile -t COMPREPLY < <(compgen -f -- "$cur"); fi
}
complete -o filenames -F _tallyctl tallyctl

#!/bin/sh
# Installs what hardware/ is checked with, or says what then does not run. KiCad 9 is in Debian 13, and in Debian 12's
# backports: that suite is added by copying the existing entry, so that it comes from where this machine gets all others.
set -eu
here=$(dirname "$0")
root="$here/../../tools/as-root.sh"
folder=/etc/apt/sources.list.d

present() { kicad-cli version 2>/dev/null | grep -q '^9\.' && command -v ngspice >/dev/null && command -v openscad >/dev/null &&
    command -v dot >/dev/null && command -v rsvg-convert >/dev/null && command -v pdftoppm >/dev/null && command -v xvfb-run >/dev/null; }
present && exit 0

# Debian 12 has KiCad 9 in its suite bookworm-backports: added beside the entry that is there, in the entry's own form.
add_backports() {
    grep -qs '^VERSION_CODENAME=bookworm' /etc/os-release || return 0
    grep -rqs bookworm-backports /etc/apt/sources.list /etc/apt/sources.list.d && return 0
    if grep -qs '^Suites:.*bookworm ' "$folder/debian.sources" || grep -qs '^Suites:.*bookworm$' "$folder/debian.sources"; then
        awk 'BEGIN { RS = ""; ORS = "\n\n" } /Suites:[^\n]* bookworm( |\n)/ && !seen++' "$folder/debian.sources" |
            sed 's/^Suites:.*/Suites: bookworm-backports/' | "$root" tee "$folder/pawpress-backports.sources" >/dev/null
    else
        awk '$1 == "deb" && / bookworm / && !seen++' /etc/apt/sources.list |
            sed 's/ bookworm / bookworm-backports /' | "$root" tee "$folder/pawpress-backports.list" >/dev/null
    fi
}

install_all() {
    add_backports
    "$root" apt-get update -qq >/dev/null
    release=""
    grep -rqs bookworm-backports /etc/apt/sources.list /etc/apt/sources.list.d && release="-t bookworm-backports"
    # All at once: after KiCad alone, libraries from backports would keep OpenSCAD out.
    "$root" apt-get install -y -qq --no-install-recommends $release kicad kicad-symbols kicad-footprints ngspice \
        openscad graphviz librsvg2-bin poppler-utils xvfb xauth fonts-dejavu-core >/dev/null
}

echo "Installing KiCad 9, ngspice, OpenSCAD and drawing tools (about 160 MB) …"
if install_all && present; then exit 0; fi
[ "${CI:-}" = true ] && { echo "They could not be installed, and CI must not skip." >&2; exit 1; }
echo "KiCad 9, ngspice, OpenSCAD or a drawing tool is missing. What therefore does not run:" >&2
echo "  kicad-cli: the rule checks, netlists and gerbers of the boards (tests/hardware, most of it skipped)" >&2
echo "  ngspice: the simulation of the drawn schematic" >&2
echo "  openscad: making the printed parts anew (the committed STL files are still checked)" >&2

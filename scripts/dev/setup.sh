#!/usr/bin/env bash
# Installs what the project needs on Debian 12, 13 or sid: QGIS, QGIS Server, PostGIS, nginx and the Python environment.
# Safe to run again: it installs only what is missing and says what that is.
#
#   scripts/dev/setup.sh            everything
#   scripts/dev/setup.sh --quiet    the same, silent when nothing is missing
#   HSO_SKIP_APT=1              leaves the system's packages to somebody else (another distribution, no sudo)
set -euo pipefail
cd "$(dirname "$0")/../.."

readonly qgis_floor=3.40
readonly python=/usr/bin/python3 # the system's: QGIS's bindings belong to it, not to another Python on PATH
quiet=${1:-}

say() { printf 'setup: %s\n' "$*"; }
fail() { say "$@" >&2; exit 1; }

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; return; fi
  command -v sudo >/dev/null || fail "installing Debian packages needs root or sudo. Run as root, or install the packages of scripts/dev/setup.sh and set HSO_SKIP_APT=1."
  sudo "$@"
}

. /etc/os-release
case "${ID:-}-${VERSION_ID:-}" in
  debian-12) postgres=15 ;;
  debian-13) postgres=17 ;;
  debian-) postgres= ;; # testing and sid have no number yet; asked of APT below
  *) postgres=
     [ -n "${HSO_SKIP_APT:-}" ] || fail "only Debian is known here, from 12 on, this is ${PRETTY_NAME:-unknown}. Install the packages of scripts/dev/setup.sh by hand and set HSO_SKIP_APT=1." ;;
esac

qgis_packages=(qgis python3-qgis qgis-server qgis-providers)
packages=(
  nginx-light spawn-fcgi
  gdal-bin python3-gdal python3-venv python3-pyqt5.qtsql
  xvfb xauth fonts-open-sans libqt5svg5
  libgeos-dev g++ python3-dev
  qttools5-dev-tools pyqt5-dev-tools qttranslations5-l10n
  curl git openssl
  wine wine64
)

is_installed() { dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null | grep -qx installed; }

missing() { # of the names given
  local name
  for name in "$@"; do is_installed "$name" || echo "$name"; done
}

# Debian 12's own QGIS is 3.22: an old one counts as missing, so that it is upgraded.
missing_qgis() {
  local name
  for name in "${qgis_packages[@]}"; do
    if ! is_installed "$name" || dpkg --compare-versions "$(dpkg-query -W -f '${Version}' "$name")" lt "$qgis_floor"; then echo "$name"; fi
  done
}

apt() { as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=300 "$@"; }

targets() { apt-get indextargets --format "$1" 'Created-By: Packages'; }

# The mirror is whatever this machine already uses for its own suite: never a literal.
add_backports() {
  local wanted=$VERSION_CODENAME-backports mirror keyring=/usr/share/keyrings/debian-archive-keyring.gpg
  if targets '$(CODENAME)' | grep -qx "$wanted"; then return 0; fi
  mirror=$(targets '$(ORIGIN) $(CODENAME) $(SITE)' | awk -v code="$VERSION_CODENAME" '$1 == "Debian" && $2 == code { print $3; exit }')
  [ -n "$mirror" ] || fail "this machine's APT configuration has no mirror for $VERSION_CODENAME. Add one and run again."
  say "adding $wanted of the same mirror to /etc/apt/sources.list.d/hso-backports.sources: QGIS $qgis_floor is there"
  { printf 'Types: deb\nURIs: %s\nSuites: %s\nComponents: main\n' "$mirror" "$wanted"
    [ ! -e "$keyring" ] || printf 'Signed-By: %s\n' "$keyring"
  } | as_root tee /etc/apt/sources.list.d/hso-backports.sources >/dev/null
  apt update
}

# Debian makes and starts a database cluster and a web server at installation. The project runs its own, unprivileged
# ones, so here nothing is made or started; both measures last only as long as the installation.
keep_services_off() {
  restore_services
  if [ ! -e /usr/sbin/policy-rc.d ]; then
    printf '#!/bin/sh\n# hso-setup\nexit 101\n' | as_root tee /usr/sbin/policy-rc.d >/dev/null
    as_root chmod 755 /usr/sbin/policy-rc.d
  fi
  if [ ! -e /etc/postgresql-common/createcluster.conf ]; then
    as_root mkdir -p /etc/postgresql-common
    printf '# hso-setup\ncreate_main_cluster = false\n' | as_root tee /etc/postgresql-common/createcluster.conf >/dev/null
  fi
}

restore_services() {
  if grep -qs '^# hso-setup' /usr/sbin/policy-rc.d; then as_root rm -f /usr/sbin/policy-rc.d; fi
}

# The release that `postgresql` of this Debian stands for, as 18.
postgres_of_apt() { apt-cache depends postgresql 2>/dev/null | awk -F postgresql- '/Depends: postgresql-[0-9]+$/ { print $2 }'; }

# Whether the QGIS that is here came from Debian's backports, which mark their versions so. Its libraries came with it, and
# what wants exactly the stable ones (curl: libcurl4t64) cannot be installed beside them.
qgis_is_from_backports() {
  is_installed python3-qgis && [[ $(dpkg-query -W -f '${Version}' python3-qgis) == *~bpo* ]]
}

install_packages() {
  local names qgis release=() nginx_is_new=
  if [ -z "$postgres" ]; then
    postgres=$(postgres_of_apt || true)
    if [ -z "$postgres" ]; then apt update || true; postgres=$(postgres_of_apt || true); fi
    [ -n "$postgres" ] || fail "APT knows no package postgresql for ${PRETTY_NAME:-this Debian}. Mend its sources and run again."
  fi
  packages+=("postgresql-$postgres" "postgresql-$postgres-postgis-3")
  mapfile -t names < <(missing "${packages[@]}")
  mapfile -t qgis < <(missing_qgis)
  [ $((${#names[@]} + ${#qgis[@]})) -gt 0 ] || return 0
  local all=("${names[@]}" "${qgis[@]}")
  say "installing Debian packages: ${all[*]}"
  is_installed nginx || nginx_is_new=1
  trap restore_services EXIT
  keep_services_off
  apt update || say "warning: apt-get update did not reach every source; going on with what it has"
  # Only QGIS comes from backports, and PostgreSQL and the rest from the stable suite, unless QGIS came from there before.
  if qgis_is_from_backports; then add_backports; release=(-t "$VERSION_CODENAME-backports"); fi
  [ "${#names[@]}" -eq 0 ] || apt install -y --no-install-recommends "${release[@]}" "${names[@]}"
  if [ "${#qgis[@]}" -gt 0 ]; then
    if [ "$VERSION_CODENAME" = bookworm ]; then add_backports; release=(-t bookworm-backports); fi
    apt install -y --no-install-recommends "${release[@]}" "${qgis[@]}"
  fi
  restore_services
  if [ -n "$nginx_is_new" ] && [ -d /run/systemd/system ]; then as_root systemctl disable --quiet nginx || true; fi
  mapfile -t names < <(missing "${packages[@]}"; missing_qgis)
  [ "${#names[@]}" -eq 0 ] || fail "still missing after the installation: ${names[*]}"
}

# QGIS belongs to the system's Python, so the environment sees the system's packages and adds to them.
install_python() {
  local ground_stamp=.venv/.ground stamp=.venv/.requirements ground wanted
  [ -x "$python" ] || fail "there is no $python, the Python that QGIS belongs to"
  ground="$("$python" --version) in $(pwd -P)"
  wanted=$(sha256sum < requirements-dev.txt)
  # A half-made environment, or one of another Python or place, is no ground to build on.
  if [ "$(cat "$ground_stamp" 2>/dev/null)" != "$ground" ] || ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
    [ ! -L .venv ] || fail ".venv is a symbolic link, and making it anew would empty $(readlink .venv). Remove the link and run again."
    say "making .venv with $ground"
    "$python" -m venv --clear --system-site-packages .venv || fail "making .venv failed; with HSO_SKIP_APT=1, install python3-venv first"
    printf '%s' "$ground" > "$ground_stamp"
  fi
  if [ "$(cat "$stamp" 2>/dev/null)" = "$wanted" ]; then return 0; fi
  say "installing Python packages of requirements-dev.txt into .venv"
  .venv/bin/python -m pip install -q --no-input --disable-pip-version-check -r requirements-dev.txt
  printf '%s' "$wanted" > "$stamp"
}

unset PYTHONHOME PYTHONPATH PIP_USER PIP_TARGET PIP_PREFIX
[ -n "${HSO_SKIP_APT:-}" ] || install_packages
install_python
[ "$quiet" = --quiet ] || say "ready: QGIS $(dpkg-query -W -f '${Version}' python3-qgis 2>/dev/null || echo unknown), $(.venv/bin/python --version)"

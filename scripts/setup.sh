#!/usr/bin/env bash
# Installs what the project needs on Debian 12 or 13: QGIS, QGIS Server, PostGIS, nginx and the Python environment.
# Safe to run again: it installs only what is missing and says what that is.
#
#   scripts/setup.sh            everything
#   scripts/setup.sh --quiet    the same, silent when nothing is missing
set -euo pipefail
cd "$(dirname "$0")/.."

quiet=${1:-}
say() { printf 'setup: %s\n' "$*"; }
as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }

. /etc/os-release
case "${ID:-}-${VERSION_ID:-}" in
  debian-12) postgres=15 ;;
  debian-13) postgres=17 ;;
  *) say "only Debian 12 and 13 are known here, this is ${PRETTY_NAME:-unknown}. Install the packages of scripts/setup.sh by hand and run it again with HSO_SKIP_APT=1."
     [ -n "${HSO_SKIP_APT:-}" ] || exit 1 ;;
esac

packages=(
  qgis python3-qgis qgis-server qgis-providers
  "postgresql-${postgres:-15}" "postgresql-${postgres:-15}-postgis-3" nginx-light spawn-fcgi
  gdal-bin python3-gdal python3-venv python3-pyqt5.qtsql
  xvfb xauth fonts-open-sans libqt5svg5
  qttools5-dev-tools pyqt5-dev-tools
  curl git
)

missing() {
  local name
  for name in "${packages[@]}"; do
    dpkg-query -W -f '${db:Status-Status}' "$name" 2>/dev/null | grep -qx installed || echo "$name"
  done
}

# The mirror is whatever this machine already uses for its own suite: never a literal.
add_backports() {
  local list=/etc/apt/sources.list.d/hso-backports.sources mirror keyring
  [ "$VERSION_CODENAME" = bookworm ] || return 0
  if apt-get indextargets --format '$(RELEASE)' 'Created-By: Packages' | grep -q -- '-backports$'; then return 0; fi
  mirror=$(apt-get indextargets --format '$(CODENAME) $(SITE)' 'Created-By: Packages' | awk -v c="$VERSION_CODENAME" '$1 == c {print $2; exit}')
  if [ -z "$mirror" ]; then say "no Debian mirror found in this machine's APT configuration"; return 1; fi
  keyring=/usr/share/keyrings/debian-archive-keyring.gpg
  say "adding $VERSION_CODENAME-backports of the same mirror: QGIS 3.40 is there"
  printf 'Types: deb\nURIs: %s\nSuites: %s-backports\nComponents: main\nSigned-By: %s\n' \
    "$mirror" "$VERSION_CODENAME" "$keyring" | as_root tee "$list" >/dev/null
}

install_packages() {
  local names release=()
  mapfile -t names < <(missing)
  [ "${#names[@]}" -gt 0 ] || return 0
  say "installing Debian packages: ${names[*]}"
  # Debian creates and starts a cluster and a web server of their own at installation; the project wants neither.
  as_root mkdir -p /etc/postgresql-common
  if [ ! -e /etc/postgresql-common/createcluster.conf ]; then
    echo 'create_main_cluster = false' | as_root tee /etc/postgresql-common/createcluster.conf >/dev/null
  fi
  as_root apt-get update -q
  add_backports && as_root apt-get update -q
  [ "$VERSION_CODENAME" = bookworm ] && release=(-t bookworm-backports)
  # Only QGIS comes from backports: PostgreSQL and the rest stay with the stable suite.
  local qgis=() rest=() name
  for name in "${names[@]}"; do case $name in *qgis*) qgis+=("$name") ;; *) rest+=("$name") ;; esac; done
  export DEBIAN_FRONTEND=noninteractive
  [ "${#rest[@]}" -eq 0 ] || as_root env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get install -y -q --no-install-recommends "${rest[@]}"
  [ "${#qgis[@]}" -eq 0 ] || as_root env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get install -y -q --no-install-recommends "${release[@]}" "${qgis[@]}"
}

# QGIS belongs to the system's Python, so the environment sees the system's packages and adds to them.
install_python() {
  local stamp=.venv/.requirements wanted
  wanted=$(cat requirements-dev.txt <(/usr/bin/python3 --version) | sha256sum)
  if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$wanted" ]; then return 0; fi
  say "installing Python packages of requirements-dev.txt into .venv"
  /usr/bin/python3 -m venv --system-site-packages .venv
  .venv/bin/python -m pip install -q --disable-pip-version-check -r requirements-dev.txt
  printf '%s' "$wanted" > "$stamp"
}

[ -n "${HSO_SKIP_APT:-}" ] || install_packages
install_python
[ "$quiet" = --quiet ] || say "ready: QGIS $(dpkg-query -W -f '${Version}' python3-qgis 2>/dev/null), Python $(.venv/bin/python --version | cut -d' ' -f2)"

# To be sourced: culvert_install_test_tools installs by apt-get what the tests and the benchmark need and
# this machine lacks, as root or with sudo, without questions. Silent and quick when all is there.

# what must be there, and the Debian package that has it
CULVERT_TEST_TOOLS='
nginx                       nginx
lighttpd                    lighttpd
apache2                     apache2
haproxy                     haproxy
caddy                       caddy
redis-server                redis-server
spawn-fcgi                  spawn-fcgi
systemd-socket-activate     systemd
openssl                     openssl
wrk                         wrk
gcc                         gcc
/usr/include/fcgiapp.h      libfcgi-dev
/usr/include/stdio.h        libc6-dev
curl                        curl
unzip                       unzip
'

culvert_has() { # a file by its path, a program by its name; servers are in sbin, which not every PATH has
  case $1 in
    /*) [ -e "$1" ] ;;
    *) PATH="$PATH:/usr/local/sbin:/usr/sbin:/sbin" command -v "$1" >/dev/null ;;
  esac
}

culvert_missing_packages() {
  local tool package
  while read -r tool package; do
    if [ -n "$tool" ] && ! culvert_has "$tool"; then
      printf '%s\n' "$package"
    fi
  done <<<"$CULVERT_TEST_TOOLS"
}

# in a shell of its own, whose end takes away what was only there for the installation
culvert_apt_install() (
  as_root=()
  policy=/usr/sbin/policy-rc.d
  if ! command -v apt-get >/dev/null; then
    echo "Missing: $*. These are Debian's names; install them with your system's own means." >&2
    exit 1
  fi
  if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null; then
      echo "Missing: $*. Install them as root: apt-get install $*" >&2
      exit 1
    fi
    as_root=(sudo)
  fi
  echo "Installing $*" >&2
  log=$(mktemp)
  trap 'rm -f "$log"' EXIT
  trap 'exit 130' INT TERM
  # Debian starts a server when it is installed; ours are started by the tests, on their own ports
  if [ ! -e "$policy" ]; then
    trap 'rm -f "$log"; "${as_root[@]}" rm -f "$policy"' EXIT
    printf '#!/bin/sh\nexit 101\n' | "${as_root[@]}" tee "$policy" >/dev/null
    "${as_root[@]}" chmod 755 "$policy"
  fi
  # an index that can't be had is no harm as long as the packages can
  "${as_root[@]}" apt-get update -q </dev/null >"$log" 2>&1 || true
  if ! "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install -q -y --no-install-recommends "$@" </dev/null >>"$log" 2>&1; then
    tail -n 20 "$log" >&2
    echo "apt-get could not install: $*" >&2
    exit 1
  fi
  # nor are they to start with the machine, which the packages have arranged where systemd runs
  if [ -d /run/systemd/system ]; then
    for server in nginx lighttpd apache2 haproxy caddy redis-server; do
      case " $* " in
        *" $server "*) "${as_root[@]}" systemctl disable --now "$server" >/dev/null 2>&1 || true ;;
      esac
    done
  fi
)

culvert_install_test_tools() {
  local missing
  missing=$(culvert_missing_packages | tr '\n' ' ')
  if [ -n "$missing" ]; then
    # shellcheck disable=SC2086 # names of packages: one word each
    culvert_apt_install $missing || return 1
  fi
  export PATH="$PATH:/usr/local/sbin:/usr/sbin:/sbin"
}

# To be sourced. Exports JAVA_HOME as a JDK 25 or newer, looked for in JAVA_HOME, on PATH and where Debian
# and others put them; returns 1 and says in one line what to do when there is none.

culvert_jdk_version() { # of the JDK at $1: its feature number, or nothing
  [ -x "$1/bin/javac" ] || return 0
  "$1/bin/javac" -version 2>&1 | sed -n 's/^javac \([0-9][0-9]*\).*/\1/p'
}

culvert_find_jdk() {
  local on_path candidate version
  on_path=$(command -v javac || true)
  if [ -n "$on_path" ]; then
    on_path=$(dirname "$(dirname "$(readlink -f "$on_path")")")
  fi
  for candidate in "${JAVA_HOME:-}" "$on_path" /usr/lib/jvm/* /opt/java/* /opt/jdk*; do
    version=$(culvert_jdk_version "$candidate")
    if [ -n "$version" ] && [ "$version" -ge 25 ]; then
      printf '%s\n' "$candidate"
      return 0
    fi
  done
  return 1
}

if JAVA_HOME=$(culvert_find_jdk); then
  export JAVA_HOME
else
  unset JAVA_HOME
  echo "Culvert needs a JDK 25 or newer: install one (for example Eclipse Temurin 25, https://adoptium.net) or set JAVA_HOME." >&2
  return 1
fi

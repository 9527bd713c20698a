# To be sourced, by sh as well. Exports JAVA_HOME as a JDK 25 or newer, looked for in JAVA_HOME, on PATH
# and where Debian and others put them; returns 1 and says in one line what to do when there is none.
# With CULVERT_JAVA_TOOL=java a runtime without compiler will do.

culvert_java_version() { # of the JDK or runtime at $1: its feature number, or nothing
  [ -n "$1" ] && [ -x "$1/bin/${CULVERT_JAVA_TOOL:-javac}" ] || return 0 # without the first, /bin/java would be asked
  if [ -r "$1/release" ]; then
    sed -n 's/^JAVA_VERSION="\([0-9][0-9]*\).*/\1/p' "$1/release"
  else
    "$1/bin/${CULVERT_JAVA_TOOL:-javac}" --version 2>&1 | sed -n '1s/^[a-z]* \([0-9][0-9]*\).*/\1/p'
  fi
}

culvert_find_java() {
  culvert_on_path=$(command -v "${CULVERT_JAVA_TOOL:-javac}" || true)
  if [ -n "$culvert_on_path" ]; then
    culvert_on_path=$(dirname "$(dirname "$(readlink -f "$culvert_on_path")")")
  fi
  for culvert_candidate in "${JAVA_HOME:-}" "$culvert_on_path" \
    /usr/lib/jvm/* /opt/java/* /opt/jdk* /opt/*; do
    culvert_version=$(culvert_java_version "$culvert_candidate")
    if [ -n "$culvert_version" ] && [ "$culvert_version" -ge 25 ]; then
      printf '%s\n' "$culvert_candidate"
      return 0
    fi
  done
  return 1
}

if JAVA_HOME=$(culvert_find_java); then
  export JAVA_HOME
else
  unset JAVA_HOME
  echo "Culvert needs Java 25 or newer: install a JDK (for example Eclipse Temurin 25, https://adoptium.net) or set JAVA_HOME." >&2
  return 1
fi

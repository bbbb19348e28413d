#!/bin/sh
# Makes the base image out of Debian's packages and a JDK on this machine, for places where no image registry can be reached.
set -eu

usage() {
  cat <<'TEXT'
Usage: deploy/images/base-from-debian.sh [--tag IMAGE] [--jdk DIR]

Makes an image with a minimal Debian 12 and a Java runtime, and prints nothing but what it does.
Needs root, docker, debootstrap and a JDK 25 or newer.

  --tag IMAGE   name of the image (default: etd-netwerk/base:debian12-jre25)
  --jdk DIR     the JDK that the runtime is linked from (default: JAVA_HOME when that is 25 or newer, else one under /usr/lib/jvm)

Exit codes: 0 made, or there already; 1 something failed or is missing; 2 wrong use.
TEXT
}

tag=etd-netwerk/base:debian12-jre25
jdk=
while [ $# -gt 0 ]; do
  case "$1" in
    --tag) tag=${2:?--tag needs a name}; shift 2 ;;
    --jdk) jdk=${2:?--jdk needs a folder}; shift 2 ;;
    -h|--help) usage; exit 0 ;;
    *) echo "base-from-debian: unknown option $1" >&2; usage >&2; exit 2 ;;
  esac
done

is25() { [ -x "$1/bin/jlink" ] && "$1/bin/java" -version 2>&1 | awk -F'"' '/version/ { split($2, v, "[.+-]"); exit !(v[1] >= 25) }'; }

if [ -z "$jdk" ]; then
  for candidate in "${JAVA_HOME:-/none}" /usr/lib/jvm/*; do
    if is25 "$candidate"; then jdk=$candidate; break; fi
  done
fi
[ -n "$jdk" ] && is25 "$jdk" || { echo "base-from-debian: no JDK 25 or newer with jlink; name one with --jdk" >&2; exit 1; }
for program in docker debootstrap; do
  command -v "$program" >/dev/null 2>&1 || { echo "base-from-debian: $program is needed" >&2; exit 1; }
done
if [ "$(docker image inspect -f '{{index .Config.Labels "nl.etd-netwerk.base"}}' "$tag" 2>/dev/null)" = debian-12 ]; then
  echo "$tag is there already"
  exit 0
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM HUP
root="$work/root"
echo "Debian (a minute or so) ..."
debootstrap --variant=minbase --include=ca-certificates bookworm "$root" > "$work/debootstrap.log" 2>&1 \
  || { tail -20 "$work/debootstrap.log" >&2; exit 1; }
echo "Java runtime ..."
"$jdk/bin/jlink" --add-modules java.se,jdk.unsupported,jdk.crypto.ec,jdk.management,jdk.jfr,jdk.net,jdk.zipfs,jdk.localedata,jdk.naming.dns,jdk.httpserver \
  --include-locales=nl,en --strip-debug --no-man-pages --no-header-files --compress=zip-0 --output "$root/opt/java"
# What no container needs; machine ids and logs would also make every build another one.
rm -rf "$root"/var/cache/apt/* "$root"/var/lib/apt/lists/* "$root"/var/log/* "$root"/usr/share/doc "$root"/usr/share/man \
  "$root"/usr/share/info "$root"/usr/share/locale "$root/etc/machine-id" "$root/etc/hostname" "$root/etc/resolv.conf"
mkdir -p "$root/usr/share/man/man1" "$root/usr/share/man/man7"
echo "etd:x:10001:10001::/nonexistent:/usr/sbin/nologin" >> "$root/etc/passwd"
echo "etd:x:10001:" >> "$root/etc/group"
tar -C "$root" --sort=name --numeric-owner --mtime=@1767225600 -c . \
  | docker import --change 'ENV PATH=/opt/java/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' \
      --change 'ENV LANG=C.UTF-8' --change 'LABEL nl.etd-netwerk.base=debian-12' - "$tag" >/dev/null
echo "$tag"

# $1: stack. stdout: a credential for its Kubernetes API. Clients of Kubernetes run this; no secret is in their configuration.
jar=${SLIPWAY_JAR:-target/slipway.jar}
if [ ! -e "$jar" ]; then
  echo "no file $jar in $PWD: run this in the repository after ./slipway build, or set SLIPWAY_JAR to the path of slipway.jar" >&2
  exit 1
fi
unset JDK_JAVA_OPTIONS
exec java -XX:SharedArchiveFile="${jar%.jar}.jsa" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC \
  -Xlog:disable -Xlog:all=warning:stderr -Djava.util.concurrent.ForkJoinPool.common.parallelism=4 \
  -jar "$jar" credential "$1"

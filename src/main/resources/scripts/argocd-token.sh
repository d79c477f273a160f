# $1: file with the token that the kubelet renews. stdout: the token for client-go. It runs this again after the minute, so it never
# keeps a token that has ended.
token=$(cat "$1") || exit 1
case $token in
  '' | *[!A-Za-z0-9._-]*)
    echo "$1 has no token" >&2
    exit 1
    ;;
esac
printf '{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","status":{"expirationTimestamp":"%s","token":"%s"}}\n' \
  "$(date -u -d "@$(($(date +%s) + 60))" +%Y-%m-%dT%H:%M:%SZ)" "$token"

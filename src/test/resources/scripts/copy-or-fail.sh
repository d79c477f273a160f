# Copies stdin to the file TARGET, then fails if there is a file TARGET.fails.
cat >"$TARGET"
[ ! -e "$TARGET.fails" ]

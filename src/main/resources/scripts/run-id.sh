# Prints a random number. It is another one each time, so the command that has it as an input is changed.
od -A n -N 8 -t x1 /dev/urandom | tr -d ' \n'

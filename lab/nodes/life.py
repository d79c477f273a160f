"""Gives every Nova server of the lab its life: a plugged network namespace and the programs its user data asks for."""

from life.daemon import main

if __name__ == "__main__":
    main()

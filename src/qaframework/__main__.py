"""``python -m qaframework`` is the command line."""

from qaframework.cli import main

if __name__ == "__main__":
    main(prog_name="qaframework")

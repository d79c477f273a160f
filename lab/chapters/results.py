"""The closing table of `./slipway test`."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Result:
    """How a chapter ended."""

    chapter: str
    seconds: float
    failures: tuple[str, ...]  # the commands that failed; none if the chapter passed

    @property
    def passed(self) -> bool:
        return not self.failures


def results_table(results: list[Result]) -> str:
    width = max(len("CHAPTER"), *(len(result.chapter) for result in results))
    lines = [f"{'CHAPTER':{width}}  RESULT     TIME"]
    for result in results:
        minutes, seconds = divmod(round(result.seconds), 60)
        lines.append(f"{result.chapter:{width}}  {'passed' if result.passed else 'FAILED'}  {minutes:3} min {seconds:2} s")
        lines += [f"{'':{width}}  failed: {failure}" for failure in result.failures]
    return "\n".join(lines)


def exit_code(results: list[Result]) -> int:
    return 0 if all(result.passed for result in results) else 1

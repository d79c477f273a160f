"""A headless Chromium in which a person signs in at the issuer's pages."""

import os
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

import pyotp
from selenium import webdriver
from selenium.common.exceptions import WebDriverException
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.support.expected_conditions import staleness_of
from selenium.webdriver.support.wait import WebDriverWait

AUTHORITIES = "/etc/ssl/certs/ca-certificates.crt"
SHOWN = ("application", "user", "roles", "error", "text")  # ids of elements with what a page shows
# All elements with an id, in one call: a call takes longer than a page
ELEMENTS = "return Object.fromEntries([...document.querySelectorAll('[id]')].map(element => [element.id, element.textContent]))"
TIMEOUT = 20  # seconds


@dataclass
class Person:
    """Input of a person: each password and code is entered once, in this order."""

    name: str
    totp: str
    passwords: list[str]
    codes: list[str]  # "now": the valid one
    answer: str  # to a device's request: "allow" or "deny"

    def code(self) -> str:
        code = self.codes.pop(0)
        return pyotp.TOTP(self.totp).now() if code == "now" else code


class Browser:
    """Trusts the authority of the lab, the last one of the sandbox's bundle."""

    def __init__(self) -> None:
        self._home = tempfile.TemporaryDirectory()  # removed at the end of the process
        self._trust(Path(AUTHORITIES).read_text().rpartition("-----BEGIN")[2])
        options = webdriver.ChromeOptions()
        # As root there is no sandbox of Chromium's; /dev/shm is small in a namespace.
        for option in ("headless=new", "no-sandbox", "disable-dev-shm-usage", "disable-gpu", "no-proxy-server"):
            options.add_argument(f"--{option}")
        options.add_argument(f"--user-data-dir={self._home.name}/profile")
        service = Service("/usr/bin/chromedriver", env=os.environ | {"HOME": self._home.name})
        self._driver = webdriver.Chrome(service=service, options=options)
        self._driver.set_page_load_timeout(TIMEOUT)

    def _trust(self, end: str) -> None:
        """Adds a certificate to the database in which Chromium looks."""
        database = Path(self._home.name, ".pki/nssdb")
        database.mkdir(parents=True)
        for arguments in (["-N", "--empty-password"], ["-A", "-t", "C,,", "-n", "lab", "-a"]):
            subprocess.run(["certutil", *arguments, "-d", f"sql:{database}"], input=f"-----BEGIN{end}".encode(), check=True)

    def sign_in(self, url: str, person: Person) -> list[dict[str, str]]:
        """Opens a URL and goes on until nothing is left to enter. Returns what each page showed."""
        self._driver.get(url)
        pages = []
        while True:
            elements = self._driver.execute_script(ELEMENTS)
            shown = {name: elements[name] for name in SHOWN if name in elements}
            pages.append({"title": self._driver.title, "url": self._driver.current_url} | shown)
            if not self._enter(person, elements):
                return pages

    def _enter(self, person: Person, elements: dict[str, str]) -> bool:
        """Enters what the page requires, and goes on; returns False if nothing is left to enter."""
        inputs = {}
        if "name" in elements:
            inputs = {"name": person.name, "password": person.passwords.pop(0)} if person.passwords else None
        elif "code" in elements:
            inputs = {"code": person.code()} if person.codes else None
        button = next((name for name in (person.answer, "next") if name in elements), None)
        if inputs is None or not button:
            return False
        for name, text in inputs.items():
            self._driver.find_element(By.ID, name).send_keys(text)
        self._click(self._driver.find_element(By.ID, button))
        return True

    def _click(self, button) -> None:
        """Clicks and waits for the next page, also through a redirect to another program."""
        page = self._driver.find_element(By.TAG_NAME, "html")
        button.click()
        wait = WebDriverWait(self._driver, TIMEOUT, poll_frequency=0.02, ignored_exceptions=[WebDriverException])
        wait.until(staleness_of(page))
        wait.until(lambda driver: driver.execute_script("return document.readyState") == "complete")

    def close(self) -> None:
        self._driver.quit()

"""Headless Chromium for a test: fresh, without an errand of its own in the background."""
import json
import tempfile

from selenium import webdriver
from selenium.common.exceptions import StaleElementReferenceException
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

FLAGS = ("--headless --no-sandbox --disable-gpu --disable-dev-shm-usage --disable-quic --no-first-run --disable-sync "
         "--disable-background-networking --disable-component-update --window-size=1200,1000").split()

# The least contrast (WCAG) among the texts that can be seen, and where it is.
LEAST_CONTRAST = """
  const channels = (color) => color.match(/[\\d.]+/g).map(Number);
  const light = (channel) => channel <= 10 ? channel / 3294 : ((channel / 255 + 0.055) / 1.055) ** 2.4;
  const luminance = ([r, g, b]) => 0.2126 * light(r) + 0.7152 * light(g) + 0.0722 * light(b);
  const behind = (element) => {
    for (; element; element = element.parentElement) {
      const color = channels(getComputedStyle(element).backgroundColor);
      if (color.length < 4 || color[3] > 0) return color;
    }
    return [255, 255, 255];
  };
  let least = [21, 'no text'];
  for (const element of document.body.querySelectorAll('*')) {
    const own = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
    if (!(own || element.matches('input, select')) || !element.checkVisibility()) continue;
    const [a, b] = [channels(getComputedStyle(element).color), behind(element)].map(luminance).sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    if (ratio < least[0]) least = [ratio, `${element.tagName}.${element.className} "${element.textContent.trim().slice(0, 40)}"`];
  }
  return least;
"""


class Browser:
    def __init__(self):
        self.profile = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        options = webdriver.ChromeOptions()
        options.binary_location = "/usr/bin/chromium"
        for flag in (*FLAGS, f"--user-data-dir={self.profile.name}"):
            options.add_argument(flag)
        options.set_capability("goog:loggingPrefs", {"performance": "ALL"})
        self.driver = webdriver.Chrome(service=Service("/usr/bin/chromedriver"), options=options)

    def close(self):
        self.driver.quit()
        self.profile.cleanup()

    def open(self, url):
        self.driver.get(url)

    def find(self, selector):
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def find_all(self, selector):
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def text(self, selector):
        return self.find(selector).text

    def type(self, selector, text):
        self.find(selector).clear()
        self.find(selector).send_keys(text)

    def wait_for(self, condition, what):
        """Until the condition holds; fails with `what` after a time that only a broken page takes. A page may draw anew
        while it is looked at: then it is looked at once more."""
        waiting = WebDriverWait(self.driver, 30, poll_frequency=0.02, ignored_exceptions=[StaleElementReferenceException])
        return waiting.until(lambda _: condition(), what)

    def leave_by(self, element):
        """Clicks, and waits for the page that follows."""
        self.driver.execute_script("window.isTheOldPage = true")
        element.click()
        arrived = "return !window.isTheOldPage && document.readyState === 'complete'"
        self.wait_for(lambda: self.driver.execute_script(arrived), "no page followed")

    def prefer(self, scheme):
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia",
                                    {"features": [{"name": "prefers-color-scheme", "value": scheme}]})

    def least_contrast(self):
        return self.driver.execute_script(LEAST_CONTRAST)

    def addresses_asked_by(self, site):
        """Every address that pages of a site have asked for; the browser's own first page is none of them."""
        entries = (json.loads(entry["message"])["message"] for entry in self.driver.get_log("performance"))
        requests = (entry["params"] for entry in entries if entry["method"] == "Network.requestWillBeSent")
        return [request["request"]["url"] for request in requests if request["documentURL"].startswith(site)]

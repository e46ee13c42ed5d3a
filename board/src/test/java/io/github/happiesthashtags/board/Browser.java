package io.github.happiesthashtags.board;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.Assume;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;

/** A headless Chromium of this machine, in a size and a colour scheme. */
final class Browser implements AutoCloseable {
  private static final File CHROMIUM = new File("/usr/bin/chromium");
  private static final File DRIVER = new File("/usr/bin/chromedriver");
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

  private final ChromeDriver driver;

  /** Starts a browser, or skips the test if there is none. */
  Browser() throws IOException {
    Assume.assumeTrue(
        "needs Debian's packages chromium and chromium-driver",
        CHROMIUM.canExecute() && DRIVER.canExecute());
    // It looks for a version of the DevTools protocol that is only needed for events.
    SELENIUM.setLevel(Level.SEVERE);
    ChromeOptions options = new ChromeOptions();
    options.setBinary(CHROMIUM);
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--hide-scrollbars",
        "--user-data-dir=" + Files.createTempDirectory("browser"));
    options.setCapability(
        "goog:loggingPrefs", Map.of(LogType.BROWSER, "ALL", LogType.PERFORMANCE, "ALL"));
    driver =
        new ChromeDriver(
            new ChromeDriverService.Builder()
                .usingDriverExecutable(DRIVER)
                .usingAnyFreePort()
                .build(),
            options);
  }

  /** Sets the size of the window and whether the reader prefers dark pages. */
  Browser shows(int width, int height, boolean dark) {
    return shows(width, height, dark, true);
  }

  /** Also sets whether the reader wants the page to move. */
  Browser shows(int width, int height, boolean dark, boolean motion) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(
                Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"),
                Map.of(
                    "name",
                    "prefers-reduced-motion",
                    "value",
                    motion ? "no-preference" : "reduce"))));
    return this;
  }

  Browser open(URI address) {
    driver.get(address.toString());
    return this;
  }

  /** Waits until a script gives true. */
  Browser until(String condition) {
    await(condition)
        .atMost(PATIENCE)
        .until(
            () -> Boolean.TRUE.equals(driver.executeScript("return Boolean(" + condition + ")")));
    return this;
  }

  Browser untilText(String selector, String part) {
    await(selector + " has " + part)
        .atMost(PATIENCE)
        .until(() -> text(selector), text -> text != null && text.contains(part));
    return this;
  }

  Object script(String script, Object... arguments) {
    return driver.executeScript(script, arguments);
  }

  Object asyncScript(String script) {
    driver.manage().timeouts().scriptTimeout(PATIENCE);
    return driver.executeAsyncScript(script);
  }

  String text(String selector) {
    return (String)
        driver.executeScript(
            "return document.querySelector(arguments[0])?.textContent ?? null", selector);
  }

  List<WebElement> all(String selector) {
    return driver.findElements(By.cssSelector(selector));
  }

  WebElement one(String selector) {
    return driver.findElement(By.cssSelector(selector));
  }

  void press(CharSequence... keys) {
    driver.switchTo().activeElement().sendKeys(keys);
  }

  /** What the page wrote to the console since the last call. */
  List<String> console() {
    List<String> lines = new ArrayList<>();
    for (LogEntry entry : driver.manage().logs().get(LogType.BROWSER)) {
      lines.add(entry.getLevel() + " " + entry.getMessage());
    }
    return lines;
  }

  /** The addresses that the page asked for since the last call. */
  List<String> requests() throws IOException {
    List<String> addresses = new ArrayList<>();
    for (LogEntry entry : driver.manage().logs().get(LogType.PERFORMANCE)) {
      var message = Client.JSON.readTree(entry.getMessage()).get("message");
      if (message.get("method").asText().equals("Network.requestWillBeSent")) {
        addresses.add(message.at("/params/request/url").asText());
      }
    }
    return addresses;
  }

  /** Writes a picture of the visible part. */
  void picture(Path file) throws IOException {
    Map<String, Object> answer = driver.executeCdpCommand("Page.captureScreenshot", Map.of());
    Files.write(file, Base64.getDecoder().decode((String) answer.get("data")));
  }

  @Override
  public void close() {
    driver.quit();
  }

  @Override
  public String toString() {
    return Arrays.toString(console().toArray());
  }
}

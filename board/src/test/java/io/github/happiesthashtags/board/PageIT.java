package io.github.happiesthashtags.board;

import static io.github.happiesthashtags.board.StoredBoards.entry;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.After;
import org.junit.AfterClass;
import org.junit.Before;
import org.junit.BeforeClass;
import org.junit.Test;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The page in a real browser: Debian's Chromium. Skipped where there is none. */
public final class PageIT {
  private static final String READY = "document.querySelector('#rows tr')";
  private static final List<String> HOSTILE =
      List.of(
          "<script>document.title='owned'</script>",
          "<img src=x onerror=document.title='owned'>",
          "x\u202egnp.exe",
          "a".repeat(140),
          "\ud83d\ude00\ud83c\udf89");

  private static Browser browser;

  private StoredBoards stored;
  private BoardServer server;

  @BeforeClass
  public static void openBrowser() throws Exception {
    browser = new Browser();
  }

  @AfterClass
  public static void closeBrowser() {
    if (browser != null) {
      browser.close();
    }
  }

  @Before
  public void start() throws Exception {
    stored = StoredBoards.withTables();
    server = serve(0);
    browser.shows(1280, 900, false);
    browser.console();
    browser.requests();
  }

  @After
  public void stop() throws Exception {
    if (server != null) {
      server.close();
    }
    stored.close();
  }

  private BoardServer serve(int port) throws Exception {
    return BoardServer.over(stored.database())
        .withPort(port)
        .withHealth(() -> new JobHealth("RUNNING", 1234, 50, 0.2, StoredBoards.T0, 3, 0, 0, 0))
        .start();
  }

  /** Three closed windows and an open one. */
  private void fill() throws Exception {
    stored.store("b", 0, 3600, "ON_TIME", 0, entry("tea", 9), entry("coffee", 3));
    stored.store("b", 1, 3600, "ON_TIME", 0, entry("coffee", 8), entry("sun", 4));
    stored.store("b", 2, 3600, "LATE", 1, entry("tea", 6), entry("coffee", 5));
    stored.store("b", 3, 3600, "EARLY", 0, entry("coffee", 4), entry("tea", 2));
  }

  private List<String> hashtags() {
    return browser.all("button.hashtag").stream().map(WebElement::getText).toList();
  }

  @Test
  public void anEmptyBoardSaysWhatToDoAndFillsByItself() throws Exception {
    stored.dropTables();
    browser.open(server.address()).untilText("#link-text", "Waiting");
    assertThat(browser.one("#empty").isDisplayed(), is(true));
    assertThat(browser.text("#empty"), containsString("--output=jdbc"));

    stored.createTables();
    fill();
    browser.until(READY);
    assertThat(browser.one("#empty").isDisplayed(), is(false));
    assertThat(hashtags(), is(List.of("#coffee", "#tea")));
  }

  @Test
  public void barsAndTableMoveWithEarlyPanesAndTheTimingIsSaid() throws Exception {
    fill();
    browser.open(server.address()).until(READY);
    assertThat(browser.text("#timing"), is("Counting"));
    assertThat(browser.text("#window"), is("Thursday 1 January, 03:00 to 04:00 UTC"));

    stored.store("b", 3, 3600, "EARLY", 1, entry("tea", 9), entry("coffee", 4));
    browser.untilText("#rows tr:first-child", "#tea");
    browser.until(bars("[['tea',9],['coffee',4]]"));

    stored.store("b", 3, 3600, "ON_TIME", 2, entry("sun", 10), entry("tea", 9));
    browser.untilText("#timing", "Final").until(bars("[['sun',10],['tea',9]]"));
    assertThat(browser.text("#announcements"), startsWith("#"));
    assertThat(browser.text("#job-tweets"), is("1,234"));
  }

  /** The bars that the chart library holds. */
  private static String bars(String expected) {
    return "JSON.stringify(Chart.getChart('bars').data.datasets"
        + ".map(s => [s.row.hashtag, s.data[0].x])) === JSON.stringify("
        + expected
        + ")";
  }

  @Test
  public void earlierWindowsAreScrubbedThroughByKeyboard() throws Exception {
    fill();
    browser.open(server.address()).untilText("#timeline-text", "4 windows");
    browser.script("document.getElementById('slider').focus()");
    browser.press(Keys.ARROW_LEFT);
    browser.untilText("#timing", "Corrected");
    browser.press(Keys.HOME);
    browser.untilText("#window", "00:00 to 01:00");
    assertThat(hashtags(), is(List.of("#tea", "#coffee")));
    assertThat(
        browser.one("#slider").getDomAttribute("aria-valuetext"),
        is("Thursday 1 January, 00:00 to 01:00 UTC"));

    // What comes meanwhile does not move the page away.
    stored.store("b", 3, 3600, "EARLY", 1, entry("sun", 9));
    browser.until("Chart.getChart('spark').data.datasets[0].data.at(-1) === 9");
    assertThat(browser.text("#window"), is("Thursday 1 January, 00:00 to 01:00 UTC"));

    browser.one("#live").click();
    browser.untilText("#window", "03:00 to 04:00");
    assertThat(hashtags(), is(List.of("#sun")));
  }

  @Test
  public void aHashtagsHistoryIsALineOverTheWindows() throws Exception {
    fill();
    browser.open(server.address()).untilText("#timeline-text", "4 windows");
    browser.all("button.hashtag").get(1).sendKeys(Keys.ENTER);
    browser.untilText("#history-title", "#tea");
    browser.untilText("#history-text", "3 of 4 windows; best rank 1");
    browser.until(
        "JSON.stringify(Chart.getChart('line').data.datasets[0].data) === '[9,null,6,2]'");
    assertThat(browser.script("return document.activeElement.id"), is("history-title"));

    stored.store("b", 3, 3600, "EARLY", 1, entry("tea", 7));
    browser.until("Chart.getChart('line').data.datasets[0].data.at(-1) === 7");
    browser.one("#history-close").click();
    assertThat(browser.one("#history").isDisplayed(), is(false));
  }

  @Test
  public void theFilterKeepsTheHashtagsThatMatch() throws Exception {
    fill();
    browser.open(server.address()).until(READY);
    browser.one("#filter").sendKeys("#TE");
    browser.until(bars("[['tea',2]]"));
    assertThat(hashtags(), is(List.of("#tea")));
    browser.one("#filter").sendKeys("x");
    browser.until("!document.getElementById('no-match').hidden");
  }

  @Test
  public void oneOfSeveralBoardsIsChosen() throws Exception {
    fill();
    Instant later = StoredBoards.T0.plusSeconds(99999);
    WindowId window = new WindowId(StoredBoards.T0, StoredBoards.T0.plusSeconds(60));
    stored.store("other", window, "ON_TIME", 0, later, List.of(entry("only", 5)));
    browser.open(server.address()).untilText("#rows", "#only");
    browser.one("#board").sendKeys("b");
    browser.untilText("#rows", "#coffee");
    browser.untilText("#timeline-text", "4 windows");
  }

  @Test
  public void hostileHashtagsAreOnlyText() throws Exception {
    stored.store(
        "<b>",
        0,
        3600,
        "EARLY",
        0,
        HOSTILE.stream().map(h -> entry(h, 5)).toArray(StoredBoards.Entry[]::new));
    browser.shows(360, 740, false).open(server.address()).until(READY);
    assertThat(hashtags(), hasItem("#<script>document.title='owned'</script>"));
    assertThat(hashtags(), hasItem("#x\u27e8U+202E\u27e9gnp.exe"));
    for (int i = 0; i < HOSTILE.size(); i++) {
      browser.all("button.hashtag").get(i).click();
      browser.untilText("#history-text", "1 of 1 windows");
    }
    assertThat(browser.script("return document.title"), not(equalTo("owned")));
    assertThat(browser.all("main script, main img"), is(empty()));
    assertThat(width(), lessThanOrEqualTo(360L));
    assertThat(browser.console(), is(empty()));
  }

  private static long width() {
    return (Long) browser.script("return document.documentElement.scrollWidth");
  }

  @Test
  public void aBrowserThatStaysOpenFindsARestartedServer() throws Exception {
    fill();
    browser.open(server.address()).until(READY).untilText("#link-text", "Live");
    int port = server.address().getPort();
    server.close();
    browser.untilText("#link-text", "Connection lost");
    stored.store("b", 3, 3600, "ON_TIME", 1, entry("sun", 10));
    stored.store("b", 4, 3600, "EARLY", 0, entry("moon", 11));

    server = serve(port);

    browser.untilText("#link-text", "Live").untilText("#rows", "#moon");
    browser.untilText("#timeline-text", "5 windows");
  }

  @Test
  public void nothingGoesToAnotherHostAndTheConsoleStaysEmpty() throws Exception {
    fill();
    browser.open(server.address()).until(READY).untilText("#timeline-text", "4 windows");
    browser.all("button.hashtag").get(0).click();
    browser.untilText("#history-text", "windows");
    List<String> requests = browser.requests();
    assertThat(requests, not(is(empty())));
    assertThat(requests, everyItem(startsWith(server.address().toString())));
    assertThat(browser.console(), is(empty()));
  }

  @Test
  public void axeFindsNothingInAnySizeAndColour() throws Exception {
    fill();
    String axe;
    try (InputStream in = PageIT.class.getResourceAsStream("/axe.min.js")) {
      axe = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    for (boolean dark : new boolean[] {false, true}) {
      for (int width : new int[] {360, 1920}) {
        browser.shows(width, 1080, dark).open(server.address()).until(READY);
        browser.all("button.hashtag").get(0).click();
        browser.untilText("#history-text", "windows");
        browser.script("document.getElementById('older').click()");
        browser.until("!document.getElementById('live').hidden");
        assertThat(width(), lessThanOrEqualTo((long) width));
        browser.script(axe);
        @SuppressWarnings("unchecked") // The script gives a list of texts.
        List<String> violations =
            (List<String>)
                browser.asyncScript(
                    "const done = arguments[0]; axe.run().then(r => done(r.violations.flatMap("
                        + "v => v.nodes.map(n => v.id + ': ' + n.html + ' ' + n.failureSummary))),"
                        + " e => done([String(e)]));");
        assertThat("dark " + dark + ", " + width + " px", violations, is(empty()));
      }
    }
  }

  @Test
  public void everythingIsReachedByKeyboard() throws Exception {
    fill();
    browser.open(server.address()).untilText("#timeline-text", "4 windows");
    browser.script("document.body.focus()");
    List<String> reached = new ArrayList<>();
    for (int i = 0; i < 14; i++) {
      browser.press(Keys.TAB);
      reached.add(
          (String)
              browser.script(
                  "const e = document.activeElement; return e.id || e.textContent.trim()"));
    }
    for (String stop : List.of("filter", "#coffee", "#tea", "older", "slider")) {
      assertThat(reached, hasItem(stop));
    }
    assertThat(reached, hasSize(14));
  }
}

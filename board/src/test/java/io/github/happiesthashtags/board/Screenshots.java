package io.github.happiesthashtags.board;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.openqa.selenium.WebElement;

/** Takes the pictures of the README: {@code Screenshots ADDRESS DIRECTORY}; see screenshots.sh. */
final class Screenshots {
  /** So many windows make a timeline and a history that are worth a picture. */
  private static final int WINDOWS = 12;

  private Screenshots() {}

  public static void main(String[] args) throws Exception {
    URI address = URI.create(args[0]);
    Path directory = Files.createDirectories(Path.of(args[1]));
    try (Browser browser = new Browser()) {
      take(browser.shows(1440, 1210, false, false), address, directory.resolve("board-light.png"));
      take(
          browser.shows(390, 1210, true, false),
          address,
          directory.resolve("board-dark-narrow.png"));
    }
  }

  private static void take(Browser browser, URI address, Path picture) throws Exception {
    browser.open(address).until("Chart.getChart('spark').data.labels.length >= " + WINDOWS);
    for (WebElement hashtag : browser.all("button.hashtag").subList(1, 2)) {
      hashtag.click();
    }
    browser
        .until("!document.getElementById('history').hidden")
        .until("document.getElementById('timing').dataset.timing === 'EARLY'")
        .until("[...Chart.getChart('bars').data.datasets].length > 5");
    browser.script("document.activeElement.blur(); scrollTo(0, 0)");
    browser.picture(picture);
    System.out.println(picture);
  }
}
